package kz.ikomek.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kz.ikomek.testing.IntegrationTest;
import kz.ikomek.testing.StaffClient;
import kz.ikomek.testing.StaffClient.Part;
import kz.ikomek.workflow.Centre;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** No variable brings a Java object in, whoever sends it and by whatever way; one that lies in the database stays bytes. */
@IntegrationTest
class NoJavaObjectsTest {

    private static final String JAVA = "application/x-java-serialized-object";

    @LocalServerPort
    int port;

    @Autowired
    Centre centre;

    @Autowired
    TaskService tasks;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    Task task;

    @BeforeEach
    void aTask() {
        centre.itIs("2026-11-16T10:00");
        var number = centre.registered("street-lighting");
        centre.routes(number, "street-lighting");
        task = tasks.createTaskQuery()
                .processInstanceBusinessKey(number.value())
                .singleResult();
    }

    static Stream<String> values() {
        return Stream.of(
                object("java.lang.String", JAVA, "rO0ABXQABGV2aWw="),
                object("java.util.HashMap", JAVA, "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA=="),
                object("javax.swing.JEditorPane", "application/json", "{}"),
                object(
                        "org.springframework.context.support.FileSystemXmlApplicationContext",
                        "application/json",
                        "\\\"x\\\""),
                object("java.util.ArrayList<javax.swing.JEditorPane>", "application/json", "[{}]"),
                object("java.util.HashMap<java.lang.String,java.net.URL>", "application/json", "{}"),
                object("[Ljava.net.URL;", "application/json", "[]"),
                object("com.sun.rowset.JdbcRowSetImpl", "application/json", "{}"),
                object("x", "application/xml", "<x/>"),
                object("x", "no-such-format", "x"),
                object("javax.swing.JEditorPane", "application/json", "{}")
                        .replace("\"valueInfo\":{", "\"valueInfo\":{\"transient\":true,"),
                "\"type\":\"Xml\",\"value\":\"<!DOCTYPE r [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><r>&f;</r>\"",
                "\"type\":\"NoSuchType\",\"value\":\"x\"");
    }

    @ParameterizedTest
    @MethodSource("values")
    void neitherByFormNorByVariable(String value) {
        var executor = StaffClient.basic(port, "executor-street-lighting").pastTheOffer();
        var admin = StaffClient.basic(port, "admin").pastTheOffer();
        String form = "{\"variables\":{\"decision\":{\"value\":\"SOLVED\"},\"report\":{" + value + "}}}";
        String modification = "{\"modifications\":{\"danger\":{" + value + "}}}";
        String process = "/process-instance/" + task.getProcessInstanceId();
        int nth = 0;
        for (var answer : Stream.of(
                        executor.post("/task/" + task.getId() + "/submit-form", form),
                        executor.post("/task/" + task.getId() + "/complete", form),
                        StaffClient.session(port, "executor-street-lighting")
                                .pastTheOffer()
                                .post("/task/" + task.getId() + "/submit-form", form),
                        executor.put("/task/" + task.getId() + "/variables/report", "{" + value + "}"),
                        executor.put("/task/" + task.getId() + "/localVariables/report", "{" + value + "}"),
                        StaffClient.basic(port, "operator")
                                .pastTheOffer()
                                .post(
                                        "/process-definition/key/appeal/submit-form",
                                        "{\"variables\":{\"text\":{" + value + "}}}"),
                        StaffClient.basic(port, "operator")
                                .pastTheOffer()
                                .post(
                                        "/process-definition/key/appeal/start",
                                        "{\"variables\":{\"text\":{" + value + "}}}"),
                        admin.post("/task/" + task.getId() + "/submit-form", form),
                        admin.put("/task/" + task.getId() + "/variables/report", "{" + value + "}"),
                        admin.put(process + "/variables/danger", "{" + value + "}"),
                        admin.post(process + "/variables", modification),
                        admin.put("/execution/" + task.getExecutionId() + "/localVariables/danger", "{" + value + "}"),
                        admin.post("/execution/" + task.getExecutionId() + "/localVariables", modification),
                        admin.post(
                                "/process-instance/variables-async",
                                "{\"processInstanceIds\":[\"" + task.getProcessInstanceId()
                                        + "\"],\"variables\":{\"danger\":{" + value + "}}}"),
                        admin.post(
                                "/message",
                                "{\"messageName\":\"appeal.withdrawn\",\"processInstanceId\":\""
                                        + task.getProcessInstanceId() + "\",\"processVariables\":{\"danger\":{" + value
                                        + "}}}"),
                        admin.post(
                                "/process-definition/key/appeal/start", "{\"variables\":{\"text\":{" + value + "}}}"))
                .toList()) {
            nth++;
            if (answer.status() < 400) {
                System.err.println("TAKEN " + nth + " " + value + " " + answer.status());
                continue;
            }
            assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
            assertThat(answer.json().path("message").asText()).isNotBlank().doesNotContain("root:");
        }
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isEqualTo(1);
        assertThat(runtime.getVariable(task.getProcessInstanceId(), "danger")).isEqualTo(false);
    }

    @ParameterizedTest
    @MethodSource("classes")
    void norByAnUploadThatNamesAClass(String className) {
        var admin = StaffClient.basic(port, "admin").pastTheOffer();
        String path = "/process-instance/" + task.getProcessInstanceId() + "/variables/danger/data";
        var answer = admin.parts(
                path, List.of(new Part("data", "application/json", "{}"), new Part("type", "text/plain", className)));
        assertThat(answer.status()).as(answer.body()).isGreaterThanOrEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains("not whitelisted");
        assertThat(runtime.getVariable(task.getProcessInstanceId(), "danger")).isEqualTo(false);
    }

    static Stream<String> classes() {
        return Stream.of(
                "javax.swing.JEditorPane",
                "org.springframework.context.support.FileSystemXmlApplicationContext",
                "java.util.ArrayList<java.net.URL>");
    }

    @Test
    void whatLiesInTheDatabaseStaysBytes() {
        jdbc.sql(
                        "INSERT INTO act_ge_bytearray (id_, rev_, name_, bytes_) VALUES ('smuggled', 1, 'x', decode('aced00057400046576696c', 'hex'))")
                .update();
        jdbc.sql(
                        "INSERT INTO act_ru_variable (id_, rev_, type_, name_, execution_id_, proc_inst_id_, bytearray_id_, text_,"
                                + " text2_, var_scope_, sequence_counter_, is_concurrent_local_)"
                                + " VALUES ('smuggled', 1, 'serializable', 'smuggled', :process, :process, 'smuggled', :format,"
                                + " 'java.lang.String', :process, 1, false)")
                .param("process", task.getProcessInstanceId())
                .param("format", JAVA)
                .update();
        try {
            var admin = StaffClient.basic(port, "admin").pastTheOffer();
            String process = "/process-instance/" + task.getProcessInstanceId();
            for (String path : List.of(
                    process + "/variables/smuggled",
                    process + "/variables",
                    "/variable-instance/smuggled",
                    "/variable-instance?maxResults=100&processInstanceIdIn=" + task.getProcessInstanceId())) {
                var answer = admin.get(path);
                assertThat(answer.body()).as(path).doesNotContain("\"evil\"");
                assertThat(answer.status()).as(path + answer.body()).isIn(200, 400, 500);
            }
        } finally {
            jdbc.sql("DELETE FROM act_ru_variable WHERE id_ = 'smuggled'").update();
            jdbc.sql("DELETE FROM act_ge_bytearray WHERE id_ = 'smuggled'").update();
        }
    }

    private static String object(String type, String format, String value) {
        return "\"type\":\"Object\",\"value\":\"" + value + "\",\"valueInfo\":{\"objectTypeName\":\"" + type
                + "\",\"serializationDataFormat\":\"" + format + "\"}";
    }
}
