package kz.ikomek.testing;

import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The database's owner, whom nothing in the database holds back: what only somebody with the server's password can do. */
public final class Owner {

    private final DriverManagerDataSource data;
    private final DataSourceTransactionManager transactions;

    public Owner(FlywayConnectionDetails owner) {
        this.data = new DriverManagerDataSource(owner.getJdbcUrl(), owner.getUsername(), owner.getPassword());
        this.transactions = new DataSourceTransactionManager(data);
    }

    /** Connections of the owner. */
    public DriverManagerDataSource data() {
        return data;
    }

    /** Transactions on them. */
    public DataSourceTransactionManager transactions() {
        return transactions;
    }

    /** Runs in a transaction of the owner, past every trigger, and takes it all back. */
    public void tamper(Consumer<JdbcTemplate> work) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            var jdbc = new JdbcTemplate(data);
            jdbc.execute("SET LOCAL session_replication_role = replica");
            work.accept(jdbc);
        });
    }
}
