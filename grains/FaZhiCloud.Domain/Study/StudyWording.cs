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
        "[{self}]" + kind switch
        {
            StudyKind.LeadershipStudy => "[通过{means}等方式]组织{kind}[{count}]",
            StudyKind.CentralGroup => "[通过{means}等方式]开展{kind}[{count}]",
            StudyKind.TopicMeeting => "[通过{means}等方式]召开{kind}[{count}]",
            StudyKind.TopicActivity => "[通过{means}等方式]安排{kind}[{count}]",
            StudyKind.StaffStudy => "[通过{means}等方式]组织{kind}[{count}]",
            StudyKind.BeforeMeeting => "[通过{means}等方式]坚持{kind}[，全年开展{count}]",
            StudyKind.MorningMeeting => "[通过{means}等方式]组织{kind}[{count}]",
            StudyKind.Lecture => "[通过{means}等方式]举办{kind}[{count}]",
            StudyKind.StaffTraining => "[通过{means}等方式]组织{kind}[{count}]",
            StudyKind.EnforcementTraining => "[通过{means}等方式]举办[{host}]{kind}班{count}|[通过{means}等方式]组织行政执法人员参加[{host}]{kind}",
            StudyKind.Online => "[依托{means}等平台]开展{kind}[{count}]",
            StudyKind.CourtHearing => "[通过{means}等方式]组织{kind}[{count}]",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        },
        "重点学习{laws:《》}[以及{topics}]|重点学习{topics}",
        kind switch
        {
            StudyKind.StaffTraining => "培训{attendance}",
            StudyKind.EnforcementTraining => "培训行政执法人员{attendance}",
            _ => "参加学习{attendance}",
        },
        .. kind switch
        {
            StudyKind.EnforcementTraining => Array.Empty<string>(),
            StudyKind.Lecture => ["由{host}主讲"],
            _ => ["由{host}组织"],
        },
    ];
}
