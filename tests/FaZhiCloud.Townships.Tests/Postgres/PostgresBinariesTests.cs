using FaZhiCloud.Townships.Postgres;

namespace FaZhiCloud.Townships.Tests.Postgres;

public sealed class PostgresBinariesTests
{
    private static readonly PostgresBinaries s_newer = new("/opt/newer", 17);
    private static readonly PostgresBinaries s_older = new("/opt/older", 15);

    [Fact]
    public void Without_PostgreSQL_the_message_says_how_to_install_it_everywhere_in_one_line()
    {
        var refusal = Should.Throw<PostgresUnavailableException>(() => PostgresBinaries.Choose([], "/data", null));

        refusal.Problem.ShouldBe(PostgresProblem.NotInstalled);
        foreach (var way in new[] { "apt-get install postgresql", "dnf install postgresql-server", "brew install", "winget install", "FAZHI_POSTGRES" })
            refusal.Message.ShouldContain(way);
        refusal.Message.ShouldNotContain('\n');
    }

    [Fact]
    public void New_data_take_the_preferred_server_and_old_data_the_one_that_wrote_them()
    {
        PostgresBinaries.Choose([s_newer, s_older], "/data", null).ShouldBe(s_newer);
        PostgresBinaries.Choose([s_newer, s_older], "/data", 15).ShouldBe(s_older);
    }

    [Fact]
    public void Data_of_a_version_that_is_not_installed_name_both_versions()
    {
        var refusal = Should.Throw<PostgresUnavailableException>(() => PostgresBinaries.Choose([s_newer, s_older], "/data", 16));

        refusal.Message.ShouldContain("PostgreSQL 16");
        refusal.Message.ShouldContain("17, 15");
    }
}
