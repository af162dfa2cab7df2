package io.github.kycsharing.test;

import java.io.PrintStream;
import java.util.Map;

/**
 * The exchange as a standalone program, for systems that are not written in Java. It runs until it is stopped and prints one line
 * for each request: number, entity, size, code, HTTP status and fault, without personal data and secrets.
 */
public final class StandaloneExchange {
    static final String USAGE = """
            Usage: java -jar kyc-sharing-test-VERSION-standalone.jar --entity=KEY:SECRET:TYPE [...] [options]

              --entity=KEY:SECRET:TYPE         an entity; TYPE is standard or kz; may be repeated
              --entity-from-env=KEY:NAME:TYPE  the same, with the secret in the environment variable NAME
              --port=PORT                      0, the default, takes any that is free
              --bind=ADDRESS                   127.0.0.1 by default; 0.0.0.0 inside a container
              --error-status=STATUS            the HTTP status of error responses, 200 by default
              --digits-only-account-ids        refuses broker account ids that are not digits
              --import-delay=SECONDS           time from an accepted record to the result of its import, 0 by default
              --status-after-sharing=STATUSES  statuses of a new customer, one for each status query, such as PROCESS,PASS
              --rfi-result-delay=SECONDS       time from submitted RFI files to their result, 0 by default
              --link-success-code=CODE         success of add-account-info-list: 000000, the default, or 000000000
              --control-port=PORT              turns the control on, on 127.0.0.1 only; 0 takes any port that is free
            """;

    private StandaloneExchange() {}

    /**
     * Starts the exchange and returns. It runs until the process ends.
     *
     * @param arguments the options; invalid ones print the usage
     */
    public static void main(String... arguments) {
        try {
            start(System.getenv(), System.out, arguments);
        } catch (StandaloneOptions.UsageException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    static KycExchangeSimulator start(Map<String, String> environment, PrintStream out, String... arguments) {
        KycExchangeSimulator.Builder builder = StandaloneOptions.parse(environment, arguments);
        KycExchangeSimulator exchange =
                builder.listener(request -> out.println(line(request))).start();
        out.println("The exchange listens on " + exchange.baseUrl() + KycExchangeSimulator.PATH);
        exchange.entities()
                .forEach(entity -> out.println("Entity " + entity.bizEntityKey() + ", " + entity.brokerType()));
        exchange.controlPort()
                .ifPresent(port -> out.println("The control listens on http://127.0.0.1:" + port + "/control"));
        out.flush();
        return exchange;
    }

    static String line(ReceivedRequest request) {
        return String.format(
                "%s requestNo=%s bizEntityKey=%s bytes=%d code=%s http=%s fault=%s",
                request.receivedAt(),
                LogText.of(request.requestNo()),
                request.isKnownEntity() ? request.bizEntityKey() : "(unknown)",
                request.bodySize(),
                request.code().orElse("-"),
                request.httpStatus().isPresent() ? request.httpStatus().getAsInt() : "-",
                request.fault().map(Fault::name).orElse("-"));
    }
}
