package io.github.kycsharing.samples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves {@code POST /kyc}. Without {@code kyc-sharing.base-url} it brings an exchange of its own and shows both example
 * flows when it starts.
 */
@SpringBootApplication
public class BrokerApplication {
    /** Makes the application. */
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
