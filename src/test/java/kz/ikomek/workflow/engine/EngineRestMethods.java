package kz.ikomek.workflow.engine;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the engine's REST interface registers: every verb and path, read from its classes as the server reads them. */
final class EngineRestMethods {

    private EngineRestMethods() {}

    /** As {@code GET /task/{id}}: below this resource class, the resources that its methods lead to included. */
    static Set<String> below(Class<?> root) {
        Set<String> found = new TreeSet<>();
        walk(
                root,
                above(root)
                        .map(type -> type.getAnnotation(Path.class))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(EngineRestMethods::pathOf)
                        .orElse(""),
                found,
                new HashSet<>());
        return found;
    }

    private static void walk(Class<?> resource, String path, Set<String> found, Set<String> walked) {
        if (!walked.add(resource.getName() + path)) {
            return;
        }
        for (Method method : resource.getMethods()) {
            Optional<Path> own = annotation(resource, method, Path.class);
            Optional<String> verb = verb(resource, method);
            String here = path + own.map(EngineRestMethods::pathOf).orElse("");
            if (verb.isPresent()) {
                found.add(verb.get() + " " + (here.isEmpty() ? "/" : here));
            } else if (own.isPresent()) {
                walk(method.getReturnType(), here, found, walked);
            }
        }
    }

    private static String pathOf(Path path) {
        // a variable may carry a pattern: {resource: .+}
        String plain =
                path.value().replaceAll("\\{\\s*([\\w-]+)\\s*:[^}]*}", "{$1}").replaceAll("^/|/$", "");
        return plain.isEmpty() ? "" : "/" + plain;
    }

    private static Optional<String> verb(Class<?> resource, Method method) {
        return declarations(resource, method)
                .flatMap(declared -> Arrays.stream(declared.getAnnotations()))
                .map(declared -> declared.annotationType().getAnnotation(HttpMethod.class))
                .filter(Objects::nonNull)
                .map(HttpMethod::value)
                .findFirst();
    }

    private static <A extends Annotation> Optional<A> annotation(Class<?> resource, Method method, Class<A> type) {
        return declarations(resource, method)
                .map(declared -> declared.getAnnotation(type))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** The class and everything that it extends and implements. */
    private static Stream<Class<?>> above(Class<?> resource) {
        Set<Class<?>> above = new LinkedHashSet<>();
        Deque<Class<?>> waiting = new ArrayDeque<>(Set.of(resource));
        while (!waiting.isEmpty()) {
            Class<?> next = waiting.remove();
            if (above.add(next)) {
                if (next.getSuperclass() != null) {
                    waiting.add(next.getSuperclass());
                }
                waiting.addAll(Arrays.asList(next.getInterfaces()));
            }
        }
        return above.stream();
    }

    /** The method as the class and everything above it declare it. */
    private static Stream<Method> declarations(Class<?> resource, Method method) {
        return above(resource)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(declared -> !declared.isBridge()
                        && declared.getName().equals(method.getName())
                        && Arrays.equals(declared.getParameterTypes(), method.getParameterTypes()));
    }
}
