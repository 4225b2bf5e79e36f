package kz.ikomek.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The application's database and mail server are the benchmark's; they begin before it and end after it. */
class Surroundings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final Path FOLDER = Path.of("target", "bench");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        FileSystemUtils.deleteRecursively(FOLDER.toFile());
        var server = new Server(FOLDER.resolve("postgres"), serverSettings());
        var mails = new MailServer();
        var beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("benchServer", server);
        beans.registerDisposableBean("benchServer", server::close);
        beans.registerSingleton("benchMails", mails);
        beans.registerDisposableBean("benchMails", mails::close);
        List<String> properties = List.of(
                "ikomek.demo=true",
                "ikomek.embedded-database=false",
                "ikomek.mail-catcher=false",
                "ikomek.audit.owner-may-run=true",
                "spring.datasource.url=" + server.url("postgres"),
                "spring.datasource.username=" + Server.USER,
                "spring.datasource.password=" + Server.USER,
                "spring.mail.host=" + mails.host(),
                "spring.mail.port=" + mails.port());
        prepare(server, properties);
        TestPropertyValues.of(properties).applyTo(context);
    }

    /** Settings of PostgreSQL besides the usual ones. */
    Map<String, String> serverSettings() {
        return Map.of();
    }

    /**
     * What is to happen on the server before the application starts on it.
     *
     * @param properties with which it will start
     */
    void prepare(Server server, List<String> properties) {}
}
