package kz.ikomek.workflow.engine;

import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.mapping.ResultMapping;
import org.apache.ibatis.mapping.StatementType;
import org.apache.ibatis.reflection.Reflector;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.apache.ibatis.reflection.invoker.Invoker;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Carries out what the engine's mapping says by the shortest way: the same SQL, the same type handlers and the same
 * properties as MyBatis, but columns are found once for a statement and not once for a value. What is more than rows of
 * plain objects is left to MyBatis. Why: ADR 0018.
 */
final class PlainSql {

    private final Configuration mapping;
    private final ReflectorFactory reflectors;

    /** By statement; empty for what is left to MyBatis. */
    private final Map<String, Optional<Rows>> rows = new ConcurrentHashMap<>();

    PlainSql(Configuration mapping) {
        this.mapping = mapping;
        this.reflectors = mapping.getReflectorFactory();
    }

    /** What MyBatis would send for the parameter. */
    BoundSql bound(String statement, Object parameter) {
        return mapping.getMappedStatement(statement).getBoundSql(parameter);
    }

    /**
     * Reads.
     *
     * @return null when this statement is to be left to MyBatis
     * @throws SQLException as the driver says it
     */
    @Nullable
    List<Object> select(Connection connection, String statement, Object parameter) throws SQLException {
        Rows plain = rows.computeIfAbsent(statement, this::plain).orElse(null);
        if (plain == null) {
            return null;
        }
        BoundSql bound = bound(statement, parameter);
        try (PreparedStatement prepared = connection.prepareStatement(bound.getSql())) {
            bind(prepared, 0, bound);
            try (ResultSet row = prepared.executeQuery()) {
                List<Object> read = plain.read(row);
                if (read == null) {
                    rows.put(statement, Optional.empty());
                }
                return read;
            }
        }
    }

    /**
     * Puts the parameters in.
     *
     * @param offset how many parameters of the prepared statement come before
     * @return how many there are now
     */
    int bind(PreparedStatement prepared, int offset, BoundSql bound) throws SQLException {
        int at = offset;
        Object parameter = bound.getParameterObject();
        Reflector properties = parameter == null ? null : reflectors.findForClass(parameter.getClass());
        for (ParameterMapping one : bound.getParameterMappings()) {
            Object value = value(bound, one.getProperty(), parameter, properties);
            JdbcType type =
                    value == null && one.getJdbcType() == null ? mapping.getJdbcTypeForNull() : one.getJdbcType();
            set(prepared, ++at, one.getTypeHandler(), value, type);
        }
        return at;
    }

    @SuppressWarnings("unchecked")
    private static void set(
            PreparedStatement prepared, int at, TypeHandler<?> handler, @Nullable Object value, JdbcType type)
            throws SQLException {
        ((TypeHandler<@Nullable Object>) handler).setParameter(prepared, at, value, type);
    }

    private @Nullable Object value(
            BoundSql bound, String property, @Nullable Object parameter, @Nullable Reflector properties) {
        if (bound.hasAdditionalParameter(property)) {
            return bound.getAdditionalParameter(property);
        }
        if (parameter == null || properties == null) {
            return null;
        }
        if (mapping.getTypeHandlerRegistry().hasTypeHandler(parameter.getClass())) {
            return parameter;
        }
        return properties.hasGetter(property)
                ? invoked(properties.getGetInvoker(property), parameter)
                : mapping.newMetaObject(parameter).getValue(property);
    }

    private static @Nullable Object invoked(Invoker property, Object of, Object... values) {
        try {
            return property.invoke(of, values);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a property of the engine's mapping", e);
        }
    }

    private Optional<Rows> plain(String id) {
        MappedStatement statement = mapping.getMappedStatement(id);
        if (statement.getStatementType() != StatementType.PREPARED
                || statement.getCache() != null
                || statement.getTimeout() != null
                || mapping.getDefaultStatementTimeout() != null
                || mapping.isCallSettersOnNulls()
                || statement.getResultMaps().size() != 1) {
            return Optional.empty();
        }
        ResultMap result = statement.getResultMaps().get(0);
        Reflector properties = reflectors.findForClass(result.getType());
        boolean plain = !result.hasNestedResultMaps()
                && !result.hasNestedQueries()
                && result.getDiscriminator() == null
                && result.getConstructorResultMappings().isEmpty()
                && !result.getPropertyResultMappings().isEmpty()
                && properties.hasDefaultConstructor()
                && properties.getDefaultConstructor().trySetAccessible()
                && result.getPropertyResultMappings().stream().allMatch(ResultMapping::isSimple);
        return plain ? Optional.of(new Rows(result, properties)) : Optional.empty();
    }

    /** One way from columns to properties. */
    private static final class Rows {

        private final Reflector type;
        private final List<ResultMapping> columns;
        private final Invoker[] setters;

        /** Where the columns stood the last time. */
        private volatile Places places = new Places(new String[0], new int[0], true);

        /**
         * Of an answer's columns.
         *
         * @param at for each that is mapped, from 1; 0 where the answer has none
         * @param all whether no other is named like a property, into which MyBatis would put it
         */
        private record Places(String[] labels, int[] at, boolean all) {}

        Rows(ResultMap result, Reflector type) {
            this.type = type;
            // Some that are named have no property: no answer has them.
            this.columns = result.getPropertyResultMappings().stream()
                    .filter(column -> type.hasSetter(column.getProperty()))
                    .toList();
            this.setters = columns.stream()
                    .map(column -> type.getSetInvoker(column.getProperty()))
                    .toArray(Invoker[]::new);
        }

        /** Null when columns name properties that the mapping does not. */
        @Nullable
        List<Object> read(ResultSet row) throws SQLException {
            Places now = places(row.getMetaData());
            if (!now.all()) {
                return null;
            }
            List<Object> objects = new ArrayList<>();
            while (row.next()) {
                objects.add(object(row, now.at()));
            }
            return objects;
        }

        private Object object(ResultSet row, int[] at) throws SQLException {
            Object object;
            try {
                object = type.getDefaultConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a type of the engine's mapping", e);
            }
            for (int i = 0; i < setters.length; i++) {
                Object value =
                        at[i] == 0 ? null : columns.get(i).getTypeHandler().getResult(row, at[i]);
                if (value != null) {
                    invoked(setters[i], object, value);
                }
            }
            return object;
        }

        /** Looked for again only when the server answers with other columns than the last time. */
        private Places places(ResultSetMetaData answer) throws SQLException {
            Places known = places;
            int count = answer.getColumnCount();
            boolean same = known.labels().length == count;
            for (int i = 0; same && i < count; i++) {
                same = known.labels()[i].equals(answer.getColumnLabel(i + 1));
            }
            if (same) {
                return known;
            }
            String[] labels = new String[count];
            Map<String, Integer> byName = new HashMap<>();
            for (int i = 0; i < count; i++) {
                labels[i] = answer.getColumnLabel(i + 1);
                byName.putIfAbsent(labels[i].toLowerCase(Locale.ROOT), i + 1);
            }
            int[] at = columns.stream()
                    .mapToInt(column -> byName.getOrDefault(name(column), 0))
                    .toArray();
            Set<String> mapped = columns.stream().map(Rows::name).collect(Collectors.toSet());
            boolean all = Stream.of(labels)
                    .allMatch(label ->
                            mapped.contains(label.toLowerCase(Locale.ROOT)) || type.findPropertyName(label) == null);
            places = new Places(labels, at, all);
            return places;
        }

        private static String name(ResultMapping column) {
            return column.getColumn().toLowerCase(Locale.ROOT);
        }
    }
}
