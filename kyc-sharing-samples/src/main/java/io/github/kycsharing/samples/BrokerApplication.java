package io.github.kycsharing.samples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves {@code POST /kyc} and {@code POST /kyc/submissions}. Without {@code kyc-sharing.base-url} it starts a simulated exchange and
 * demonstrates both example flows and durable submissions.
 */
@SpringBootApplication
public class BrokerApplication {
    /** Creates the application. */
    public BrokerApplication() {}

    /**
     * Starts the application.
     *
     * @param arguments properties, as {@code --name=value}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(BrokerApplication.class, arguments);
    }
}
