package kz.ikomek.hostile;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * One of our mapped paths with one method, and what its handler reads.
 *
 * @param path as mapped, with its variables in braces
 * @param fields names of its parameters, those of the records that it binds too
 */
record Endpoint(String method, String path, List<Field> variables, List<Field> fields, boolean takesFiles) {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]+}");

    /** @param typed whether it must be a number, an id, a day or a choice */
    record Field(String name, boolean typed) {}

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** The path with one value for all its variables. */
    String filled(String value) {
        return VARIABLE.matcher(path).replaceAll(Matcher.quoteReplacement(value));
    }

    /** The path with values by name. */
    String filled(Map<String, String> values) {
        return VARIABLE.matcher(path)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(
                        found.group().substring(1, found.group().length() - 1), "999999")));
    }

    /** Every mapped path of ours, in an order that stays. */
    static List<Endpoint> all(RequestMappingHandlerMapping mappings) {
        var all = new ArrayList<Endpoint>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("kz.ikomek")
                    && !info.getPatternValues().contains("/error")) {
                all.addAll(of(info, handler));
            }
        });
        all.sort(Comparator.comparing(Endpoint::path).thenComparing(Endpoint::method));
        return all;
    }

    private static List<Endpoint> of(RequestMappingInfo info, HandlerMethod handler) {
        var variables = new ArrayList<Field>();
        var fields = new ArrayList<Field>();
        boolean files = false;
        for (Parameter parameter : handler.getMethod().getParameters()) {
            Class<?> type = parameter.getType();
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                variables.add(new Field(parameter.getName(), isTyped(type)));
            } else if (type == MultipartFile.class || type == MultipartFile[].class) {
                files = true;
            } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                fields.add(new Field(parameter.getName(), isTyped(type)));
            } else if (type.isRecord() && parameter.getAnnotations().length == 0) {
                for (RecordComponent component : type.getRecordComponents()) {
                    fields.add(new Field(component.getName(), isTyped(component.getType())));
                }
            }
        }
        var methods = info.getMethodsCondition().getMethods();
        var all = new ArrayList<Endpoint>();
        for (String path : info.getPatternValues()) {
            for (RequestMethod method : methods.isEmpty() ? List.of(RequestMethod.GET) : methods) {
                all.add(new Endpoint(method.name(), path, List.copyOf(variables), List.copyOf(fields), files));
            }
        }
        return all;
    }

    private static boolean isTyped(Class<?> type) {
        return type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || type == UUID.class
                || type == LocalDate.class;
    }

    /** What the paths that are no pages produce. */
    boolean isForPrograms() {
        return path.startsWith("/api/");
    }

    String accepts() {
        return isForPrograms() ? MediaType.APPLICATION_JSON_VALUE : MediaType.TEXT_HTML_VALUE;
    }
}
