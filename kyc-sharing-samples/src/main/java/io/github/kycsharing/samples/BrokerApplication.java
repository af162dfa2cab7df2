package io.github.kycsharing.samples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves {@code POST /kyc}. Without {@code kyc-sharing.base-url} it starts a simulated exchange and demonstrates both example
 * flows.
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
