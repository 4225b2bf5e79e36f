package kz.ikomek;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the contact centre: engine, Tasklist, staff pages, mail sender. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IKomekApplication {

    public static void main(String[] args) {
        SpringApplication.run(IKomekApplication.class, args);
    }
}
