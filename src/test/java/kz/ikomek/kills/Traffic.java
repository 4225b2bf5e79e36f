package kz.ikomek.kills;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.ConnectException;
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
import java.util.concurrent.locks.LockSupport;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Answer;

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

    private final int port;
    private final List<Thread> people = new ArrayList<>();
    private final Queue<Started> started = new ConcurrentLinkedQueue<>();
    private final Queue<Completed> completed = new ConcurrentLinkedQueue<>();
    private final Set<String> attempted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
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

    Traffic(int port, long seed) {
        this.port = port;
        var random = new Random(seed);
        person("operator", random.nextLong(), this::register);
        person("operator2", random.nextLong(), this::register);
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

    /** Answers that were neither yes nor silence, and how often. */
    Map<String, Integer> refused() {
        return Map.copyOf(refused);
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
        var client = StaffClient.basic(port, userId);
        var person = new Thread(
                () -> {
                    while (going) {
                        try {
                            job.once(client, random);
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

    private void register(StaffClient client, Random random) throws JsonProcessingException {
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
        Answer answer = send(client, "/process-definition/key/appeal/submit-form", form);
        if (answer.status() == 200) {
            started.add(new Started(answer.json().get("businessKey").asText(), mark, head, left));
        } else {
            refuse("register", answer);
        }
    }

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

    private Answer send(StaffClient client, String path, Map<String, Object> form) throws JsonProcessingException {
        Map<String, Object> variables = new HashMap<>();
        form.forEach((name, value) -> variables.put(name, value instanceof Map ? value : Map.of("value", value)));
        String body = JSON.writeValueAsString(Map.of("variables", variables));
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
