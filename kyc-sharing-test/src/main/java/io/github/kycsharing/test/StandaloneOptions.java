package io.github.kycsharing.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Parses the command line of the standalone exchange. Its error messages contain no secret. */
final class StandaloneOptions {
    private static final int MAX_SECONDS = 86_400;

    private StandaloneOptions() {}

    static KycExchangeSimulator.Builder parse(Map<String, String> environment, String... arguments) {
        KycExchangeSimulator.Builder builder = KycExchangeSimulator.builder();
        boolean anyEntity = false;
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            String value = equals < 0 ? "" : argument.substring(equals + 1);
            switch (name) {
                case "--entity" -> builder.entity(entity(name, value, secret -> secret));
                case "--entity-from-env" ->
                    builder.entity(entity(
                            name,
                            value,
                            variable -> Optional.ofNullable(environment.get(variable))
                                    .orElseThrow(() -> new UsageException(name + ": no such environment variable"))));
                case "--port" -> builder.port(number(name, value, 0, 65_535));
                case "--bind" -> builder.bindAddress(value);
                case "--error-status" -> builder.errorHttpStatus(number(name, value, 200, 599));
                case "--digits-only-account-ids" -> builder.digitsOnlyAccountIds(true);
                case "--import-delay" -> builder.importDelay(Duration.ofSeconds(number(name, value, 0, MAX_SECONDS)));
                case "--status-after-sharing" -> builder.statusAfterSharing(statuses(name, value));
                case "--rfi-result-delay" ->
                    builder.rfiResultDelay(Duration.ofSeconds(number(name, value, 0, MAX_SECONDS)));
                case "--link-success-code" -> builder.linkAccountsSuccessCode(code(name, value));
                case "--control-port" -> builder.controlPort(number(name, value, 0, 65_535));
                default -> throw new UsageException("unknown option");
            }
            anyEntity |= name.startsWith("--entity");
        }
        if (!anyEntity) {
            throw new UsageException("at least one entity is required");
        }
        return builder;
    }

    /** The secret may contain colons. Key and type may not. */
    private static ExchangeEntity entity(String name, String value, UnaryOperator<String> secret) {
        int first = value.indexOf(':');
        int last = value.lastIndexOf(':');
        if (first < 1 || last <= first + 1) {
            throw new UsageException(name + " must look like KEY:SECRET:TYPE");
        }
        String key = value.substring(0, first);
        String found = secret.apply(value.substring(first + 1, last));
        if (key.isBlank() || found.isBlank()) {
            throw new UsageException(name + ": neither key nor secret may be blank");
        }
        return switch (value.substring(last + 1).toLowerCase(Locale.ROOT)) {
            case "standard" -> ExchangeEntity.standard(key, found);
            case "kz" -> ExchangeEntity.kz(key, found);
            default -> throw new UsageException(name + ": the type is standard or kz");
        };
    }

    private static ExchangeStatus[] statuses(String name, String value) {
        if (!value.matches("[A-Z_]{1,32}(,[A-Z_]{1,32})*")) {
            throw new UsageException(name + " must look like PROCESS,PASS");
        }
        return Arrays.stream(value.split(",", -1)).map(ExchangeStatus::of).toArray(ExchangeStatus[]::new);
    }

    private static String code(String name, String value) {
        if (!value.equals(Codes.SUCCESS) && !value.equals(Codes.LONG_SUCCESS)) {
            throw new UsageException(name + " must be " + Codes.SUCCESS + " or " + Codes.LONG_SUCCESS);
        }
        return value;
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(name + " must be a number");
        }
        throw new UsageException(name + " must be from " + min + " to " + max);
    }

    /** An invalid command line. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }
}
