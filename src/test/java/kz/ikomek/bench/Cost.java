package kz.ikomek.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the machine has spent so far.
 *
 * @param application CPU of this process
 * @param postgres CPU of the server's processes
 * @param statements that the server has carried out in one database, those inside functions and triggers not counted
 * @param wal bytes that the whole server has written to its log
 */
record Cost(Duration application, Duration postgres, long statements, long wal) {

    static Cost now(JdbcClient jdbc, ProcessHandle server, String database) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cost(
                Duration.ofNanos(system.getProcessCpuTime()),
                server.children().map(Cost::cpu).reduce(cpu(server), Duration::plus),
                jdbc.sql("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements JOIN pg_database ON oid = dbid"
                                + " WHERE datname = ? AND query NOT LIKE '%pg_stat_statements%'")
                        .param(database)
                        .query(Long.class)
                        .single(),
                jdbc.sql("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')")
                        .query(Long.class)
                        .single());
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    Cost since(Cost earlier) {
        return new Cost(
                application.minus(earlier.application),
                postgres.minus(earlier.postgres),
                statements - earlier.statements,
                wal - earlier.wal);
    }
}
