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
}
