namespace FaZhiCloud.Domain;

/// <summary>What the kinds of study are called, and in what they are counted.</summary>
public static class StudyWording
{
    public static string NameOf(StudyKind kind) => kind switch
    {
        StudyKind.LeadershipStudy => "领导班子集体学法",
        StudyKind.CentralGroup => "理论学习中心组学法",
        StudyKind.TopicMeeting => "专题法治学习会议",
        StudyKind.TopicActivity => "专题学法活动",
        StudyKind.StaffStudy => "干部职工集中学法",
        StudyKind.BeforeMeeting => "会前学法",
        StudyKind.MorningMeeting => "机关党员干部晨会学法",
        StudyKind.Lecture => "法律知识讲座",
        StudyKind.StaffTraining => "干部职工法治培训",
        StudyKind.EnforcementTraining => "行政执法业务培训",
        StudyKind.Online => "网络学法",
        StudyKind.CourtHearing => "旁听庭审",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string UnitOf(StudyKind kind) => kind switch
    {
        StudyKind.Lecture => "场",
        StudyKind.StaffTraining => "场次",
        StudyKind.EnforcementTraining => "期",
        _ => "次",
    };

    /// <summary>How sessions of a kind read in the report, in the patterns of <see cref="Sentence"/>.</summary>
    internal static IReadOnlyList<string> ClausesOf(StudyKind kind) =>
    [
        kind switch
        {
            StudyKind.LeadershipStudy => "组织领导班子集体学法[{count}]",
            StudyKind.CentralGroup => "开展理论学习中心组学法[{count}]",
            StudyKind.TopicMeeting => "召开专题法治学习会议[{count}]",
            StudyKind.TopicActivity => "安排专题学法活动[{count}]",
            StudyKind.StaffStudy => "组织干部职工集中学法[{count}]",
            StudyKind.BeforeMeeting => "坚持会前学法[，全年开展{count}]",
            StudyKind.MorningMeeting => "利用机关党员干部晨会学法[{count}]",
            StudyKind.Lecture => "举办法律知识讲座[{count}]",
            StudyKind.StaffTraining => "组织干部职工法治培训[{count}]",
            StudyKind.EnforcementTraining => "举办行政执法业务培训班{count}|组织行政执法人员参加业务培训",
            StudyKind.Online => "依托{means}等平台开展网络学法[{count}]|开展网络学法[{count}]",
            StudyKind.CourtHearing => "组织旁听庭审[{count}]",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
        "重点学习{laws:《》}[以及{topics}]|重点学习{topics}",
        .. kind == StudyKind.Online ? Array.Empty<string>() : ["采取{means}等方式"],
        kind is StudyKind.StaffTraining ? "培训{attendance}" : kind is StudyKind.EnforcementTraining ? "培训行政执法人员{attendance}" : "参加学习{attendance}",
        kind is StudyKind.Lecture ? "由{host}主讲" : "由{host}组织",
    ];
}
