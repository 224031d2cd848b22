namespace FaZhiCloud.Townships.Telemetry;

/// <summary>A setting of the environment that cannot be read: one sentence that names it and says how to mend it.</summary>
public sealed class SettingException(string sentence) : Exception(sentence);
