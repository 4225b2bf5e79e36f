package kz.ikomek.testing;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Counts what a thread sends to the database, the engine's statements too. A batch is one, however many rows it has,
 * because it makes one round trip.
 */
public final class Statements implements BeanPostProcessor {

    private final ThreadLocal<List<String>> sent = new ThreadLocal<>();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource data && name.equals("dataSource")
                ? ProxyDataSourceBuilder.create(data).listener(new Note()).build()
                : bean;
    }

    /** What this thread sends while it does the work, in order. */
    public List<String> during(Runnable work) {
        List<String> statements = new ArrayList<>();
        sent.set(statements);
        try {
            work.run();
        } finally {
            sent.remove();
        }
        return statements;
    }

    private final class Note implements QueryExecutionListener {

        @Override
        public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

        @Override
        public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {
            List<String> statements = sent.get();
            if (statements != null) {
                statements.add(queries.isEmpty() ? "" : queries.get(0).getQuery());
            }
        }
    }
}
