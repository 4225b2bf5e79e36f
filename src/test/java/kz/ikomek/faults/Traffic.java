package kz.ikomek.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Staff at work over HTTP, each with the own login, who do not stop because the node is dead. Remembers what the node
 * acknowledged: nothing of that may be lost. Whatever is typed carries a mark of its own, by which it is found again.
 */
final class Traffic {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The dangerous categories that are reported, and the agency that the rule routes each to. */
    static final Map<String, String> DANGEROUS =
            Map.of("open-manhole", "water-sewerage", "power-line-damage", "power-grid", "fallen-tree", "improvement");

    private static final List<String> EXECUTORS = List.of("water-sewerage", "power-grid", "improvement");

    private static final Pattern READ_OUT = Pattern.compile("id=\"read-out\">([0-9 \u00A0]+)<");

    private final List<Integer> ports;
    private final Duration patience;
    private final List<Thread> people = new ArrayList<>();
    private final Queue<Started> started = new ConcurrentLinkedQueue<>();
    private final Queue<Completed> completed = new ConcurrentLinkedQueue<>();
    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    /** What this person sends again until it is answered. */
    private final ThreadLocal<@Nullable Repeated> repeating = new ThreadLocal<>();

    private final Map<String, Integer> refused = new ConcurrentHashMap<>();
    private final Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
    private volatile boolean going = true;
    private volatile boolean starting = true;

    /**
     * An appeal whose number the operator saw.
     *
     * @param head the agency whose head is to get a mail at once; empty when the appeal is not dangerous
     * @param left an enquiry that nobody answers, so that it escalates
     */
    record Started(String number, String mark, String head, boolean left) {}

    /** A step that the staff member saw accepted. */
    record Completed(String taskId, String step, String mark) {}

    /**
     * Begins at once.
     *
     * @param patience how long somebody waits for an answer
     * @param ports of the nodes; each request goes to one of them
     */
    Traffic(long seed, Duration patience, Integer... ports) {
        this(patience, ports);
        var random = new Random(seed);
        person("operator", random.nextLong(), this::register);
        desk("operator2", random.nextLong());
        others(random);
    }

    private Traffic(Duration patience, Integer... ports) {
        this.ports = List.of(ports);
        this.patience = patience;
    }

    /** Those who work off what others register. */
    static Traffic withoutOperators(long seed, Duration patience, Integer... ports) {
        var traffic = new Traffic(patience, ports);
        traffic.others(new Random(seed));
        return traffic;
    }

    private void others(Random random) {
        person("operator", random.nextLong(), this::work);
        person("inspector", random.nextLong(), this::work);
        person("inspector", random.nextLong(), this::work);
        person("controller", random.nextLong(), this::work);
        person("pharmacist1", random.nextLong(), this::work);
        EXECUTORS.forEach(agency -> person("executor-" + agency, random.nextLong(), this::work));
    }

    List<Started> started() {
        return List.copyOf(started);
    }

    List<Completed> completed() {
        return List.copyOf(completed);
    }

    /** Marks of everything that was sent, whether the answer came or not. */
    Set<String> attempted() {
        return Set.copyOf(attempted);
    }

    /** Requests on whose way the node died: done or not, nobody was told. */
    int unanswered() {
        return unanswered.get();
    }

    /** Registrations that were sent again, because nobody had answered. */
    int repeated() {
        return repeated.get();
    }

    /** Answers that were neither yes nor silence, and how often. */
    Map<String, Integer> refused() {
        return Map.copyOf(refused);
    }

    /** Of those, what tells whoever asked nothing (500): no fault around the product excuses it. */
    Set<String> failures() {
        return refused.keySet().stream()
                .filter(no -> no.split(" ", 3)[1].equals("500"))
                .collect(Collectors.toSet());
    }

    /** What the driver itself did not understand. */
    List<Throwable> broken() {
        return List.copyOf(broken);
    }

    /** No new appeals; those that are open go on. */
    void stopStarting() {
        starting = false;
    }

    void stop() {
        going = false;
        people.forEach(person -> {
            try {
                person.join(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Job {
        void once(StaffClient client, Random random) throws JsonProcessingException;
    }

    private void person(String userId, long seed, Job job) {
        var random = new Random(seed);
        var clients = ports.stream()
                .map(port -> StaffClient.basic(port, userId).patience(patience))
                .toList();
        person(userId, () -> job.once(clients.get(random.nextInt(clients.size())), random), random);
    }

    private interface Once {
        void once() throws JsonProcessingException;
    }

    private void person(String userId, Once job, Random random) {
        var person = new Thread(
                () -> {
                    while (going) {
                        try {
                            job.once();
                            LockSupport.parkNanos((50 + random.nextInt(150)) * 1_000_000L);
                        } catch (UncheckedIOException | JsonProcessingException e) {
                            LockSupport.parkNanos(200_000_000L);
                        } catch (RuntimeException | AssertionError e) {
                            broken.add(e);
                        }
                    }
                },
                userId);
        person.setDaemon(true);
        people.add(person);
        person.start();
    }

    /** An operator at the desk: what was not answered is sent again, at any node, until it is. */
    private void desk(String userId, long seed) {
        var random = new Random(seed);
        var clients = new StaffClient[ports.size()];
        var open = new AtomicReference<@Nullable Call>();
        person(
                userId,
                () -> {
                    Call call = open.get();
                    if (call == null) {
                        if (!starting) {
                            return;
                        }
                        call = new Call(mark(), fields(random));
                        open.set(call);
                    } else {
                        repeated.incrementAndGet();
                    }
                    int at = random.nextInt(clients.length);
                    try {
                        if (clients[at] == null) {
                            clients[at] =
                                    StaffClient.session(ports.get(at), userId).patience(patience);
                        }
                        Answer answer = clients[at].submit("/desk", "/desk/register", call.form());
                        var number = READ_OUT.matcher(answer.body());
                        if (number.find()) {
                            started.add(new Started(number.group(1).replaceAll("\\D", ""), call.mark(), "", false));
                            open.set(null);
                        } else {
                            clients[at] = null; // the session died with its node
                            if (answer.status() != 200 || !answer.body().contains("name=\"password\"")) {
                                refuse("desk", answer);
                            }
                        }
                    } catch (UncheckedIOException | AssertionError e) {
                        clients[at] = null;
                        if (e instanceof UncheckedIOException lost && !(lost.getCause() instanceof ConnectException)) {
                            unanswered.incrementAndGet();
                        }
                        LockSupport.parkNanos(200_000_000L);
                    }
                },
                random);
    }

    private record Call(String mark, String fields) {

        String form() {
            return fields + "&text=" + URLEncoder.encode("Мәселе " + mark, UTF_8);
        }
    }

    private static String fields(Random random) {
        return "call=" + UUID.randomUUID() + "&startedAt=" + System.currentTimeMillis()
                + "&talkLanguage=kk&channel=PHONE&category=" + (random.nextBoolean() ? "water" : "electricity")
                + "&district=abai&residentName=A&phone=8701" + (1_000_000 + random.nextInt(9_000_000)) + "&address="
                + URLEncoder.encode("Тәуке хан даңғылы, " + random.nextInt(100), UTF_8);
    }

    private void register(StaffClient client, Random random) throws JsonProcessingException {
        if (repeating.get() != null) {
            repeated.incrementAndGet();
            repeat(client);
            return;
        }
        if (!starting) {
            return;
        }
        Map<String, Object> form = new HashMap<>();
        form.put("phone", "8 701 " + (1_000_000 + random.nextInt(9_000_000)));
        form.put("residentName", "Айгүл");
        form.put("language", random.nextBoolean() ? "kk" : "ru");
        form.put("channel", "PHONE");
        form.put("district", "abai");
        form.put("address", "Тәуке хан даңғылы, " + random.nextInt(100));
        String head = "";
        boolean left = false;
        int draw = random.nextInt(100);
        if (draw < 45) {
            var category = List.copyOf(DANGEROUS.keySet()).get(random.nextInt(DANGEROUS.size()));
            head = DANGEROUS.get(category);
            form.put("category", category);
        } else if (draw < 60) {
            form.put("category", "reference");
            form.put("answer", "Байтұрсынов көшесі, 1");
        } else if (draw < 72) {
            form.put("category", "reference");
            left = true;
        } else if (draw < 82) {
            form.put("category", "medicine-shortage");
        } else {
            form.put("category", random.nextBoolean() ? "water" : "electricity");
        }
        String mark = mark();
        form.put("text", "Мәселе " + mark);
        repeating.set(new Repeated(body(form), mark, head, left));
        repeat(client);
    }

    /** Sends the registration that nobody answered, under the key that it had. */
    private void repeat(StaffClient client) {
        Repeated one = repeating.get();
        try {
            Answer answer = client.postOnce("/process-definition/key/appeal/submit-form", one.body(), one.mark());
            if (answer.status() == 200) {
                started.add(new Started(answer.json().get("businessKey").asText(), one.mark(), one.head(), one.left()));
            } else {
                refuse("register", answer);
            }
            if (answer.status() < 500) {
                repeating.remove();
            }
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ConnectException)) {
                unanswered.incrementAndGet();
            }
            throw e;
        }
    }

    private record Repeated(String body, String mark, String head, boolean left) {}

    private void work(StaffClient client, Random random) throws JsonProcessingException {
        Answer found = client.get("/task?maxResults=30&sortBy=created&sortOrder=asc");
        if (found.status() != 200) {
            refuse("list", found);
            return;
        }
        List<JsonNode> tasks = new ArrayList<>();
        found.json().forEach(task -> {
            if (!task.get("taskDefinitionKey").asText().equals("answerEnquiry")) {
                tasks.add(task);
            }
        });
        if (tasks.isEmpty()) {
            return;
        }
        JsonNode task = tasks.get(random.nextInt(tasks.size()));
        String id = task.get("id").asText();
        String step = task.get("taskDefinitionKey").asText();
        String mark = mark();
        Answer answer = send(client, "/task/" + id + "/submit-form", form(step, mark, random));
        if (answer.status() == 204) {
            completed.add(new Completed(id, step, step.equals("checkDanger") ? "" : mark));
        } else {
            refuse(step, answer);
        }
    }

    private static Map<String, Object> form(String step, String mark, Random random) {
        int draw = random.nextInt(10);
        return switch (step) {
            case "inspect" ->
                draw < 2
                        ? Map.of(
                                "decision",
                                "ROUTE",
                                "agency",
                                "water-sewerage",
                                "furtherAgencies",
                                Map.of("type", "Json", "value", "[\"power-grid\"]"),
                                "note",
                                mark)
                        : draw < 9
                                ? Map.of("decision", "ROUTE", "agency", "power-grid", "note", mark)
                                : Map.of("decision", "REJECT", "reason", mark);
            case "checkDanger" -> Map.of("danger", true);
            case "execute" ->
                draw < 8
                        ? Map.of("decision", "SOLVED", "report", mark)
                        : draw < 9
                                ? Map.of("decision", "NOT_OURS", "reason", mark)
                                : Map.of("decision", "ASK_RESIDENT", "question", mark);
            case "reroute" -> Map.of("decision", "SAME", "note", mark);
            case "askResident" -> Map.of("decision", "ANSWERED", "residentAnswer", mark);
            case "control" ->
                draw < 9
                        ? Map.of("decision", "CONFIRMED", "note", mark)
                        : Map.of("decision", "NOT_CONFIRMED", "reason", mark);
            case "keepUnderControl" -> Map.of("note", mark);
            case "findMedicine" -> Map.of("decision", "FOUND", "pharmacy", mark, "calledBack", true);
            default -> throw new AssertionError("nobody knows the step " + step);
        };
    }

    private String mark() {
        String mark = "mark-" + UUID.randomUUID();
        attempted.add(mark);
        return mark;
    }

    private static String body(Map<String, Object> form) throws JsonProcessingException {
        Map<String, Object> variables = new HashMap<>();
        form.forEach((name, value) -> variables.put(name, value instanceof Map ? value : Map.of("value", value)));
        return JSON.writeValueAsString(Map.of("variables", variables));
    }

    private Answer send(StaffClient client, String path, Map<String, Object> form) throws JsonProcessingException {
        String body = body(form);
        try {
            return client.post(path, body);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ConnectException)) {
                unanswered.incrementAndGet();
            }
            throw e;
        }
    }

    private void refuse(String what, Answer answer) {
        String why = answer.body().replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "…");
        refused.merge(
                what + " " + answer.status() + " " + why.substring(0, Math.min(400, why.length())), 1, Integer::sum);
    }
}
