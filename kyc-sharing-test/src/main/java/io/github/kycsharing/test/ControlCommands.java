package io.github.kycsharing.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The commands of the control. What it says about a wrong one never repeats its values. */
final class ControlCommands {
    private static final Map<String, String> DONE = Map.of("result", "done");

    private final KycExchangeSimulator exchange;

    ControlCommands(KycExchangeSimulator exchange) {
        this.exchange = exchange;
    }

    /** The response to the command; empty if there is no such command. */
    Optional<Map<String, String>> execute(String path, JsonNode json) {
        return Optional.ofNullable(
                switch (path) {
                    case "/control/status" -> setStatus(json);
                    case "/control/import-failure" -> failImport(json);
                    case "/control/rfi" -> raiseRfi(json);
                    case "/control/rfi-status" -> setRfiStatus(json);
                    case "/control/rfi-failure" -> failRfi(json);
                    case "/control/time" -> advance(json);
                    case "/control/reset" -> reset();
                    default -> null;
                });
    }

    private Map<String, String> setStatus(JsonNode json) {
        CustomerStatus customer = exchange.status(entity(json), text(json, "entityCustomerId"));
        ExchangeStatus status = status(text(json, "kycStatus"));
        Optional<String> failReason = optional(json, "failReason");
        status = failReason.isPresent() ? status.withFailReason(failReason.get()) : status;
        Optional<String> subStatus = optional(json, "kycLevelSubStatus");
        customer.set(subStatus.isPresent() ? status.withSubStatus(subStatus.get()) : status);
        return DONE;
    }

    private static ExchangeStatus status(String kycStatus) {
        return Stream.of(
                        ExchangeStatus.PROCESS,
                        ExchangeStatus.REVIEW,
                        ExchangeStatus.PASS,
                        ExchangeStatus.REFUSED,
                        ExchangeStatus.DISABLE)
                .filter(known -> known.kycStatus().equals(kycStatus))
                .findFirst()
                .orElseGet(() -> ExchangeStatus.of(kycStatus));
    }

    private Map<String, String> failImport(JsonNode json) {
        String failMessage = text(json, "failMessage");
        Optional<String> requestNo = optional(json, "requestNo");
        if (requestNo.isPresent()) {
            exchange.imports().fail(requestNo.get(), failMessage);
        } else {
            exchange.imports().failNextOfCustomer(text(json, "entityCustomerId"), failMessage);
        }
        return DONE;
    }

    private Map<String, String> raiseRfi(JsonNode json) {
        List<String> fileTypes = new ArrayList<>();
        for (JsonNode type : json.path("fileTypes")) {
            fileTypes.add(type.stringValue(""));
        }
        if (fileTypes.isEmpty() || fileTypes.contains("")) {
            throw new RefusedException("fileTypes: at least one text is needed");
        }
        RfiRequest request = RfiRequest.of(fileTypes.toArray(String[]::new))
                .withRecordType(optional(json, "recordType").orElse("IDENTITY"));
        if (json.has("validForSeconds")) {
            request = request.withValidFor(seconds(json, "validForSeconds"));
        }
        return Map.of(
                "recordId",
                exchange.raiseRfi(entity(json), text(json, "entityCustomerId"), request)
                        .recordId());
    }

    private Map<String, String> setRfiStatus(JsonNode json) {
        record(json).set(text(json, "status"));
        return DONE;
    }

    private Map<String, String> failRfi(JsonNode json) {
        record(json).failSubmission(text(json, "failReason"));
        return DONE;
    }

    private Map<String, String> advance(JsonNode json) {
        exchange.advance(seconds(json, "seconds"));
        return DONE;
    }

    private Map<String, String> reset() {
        exchange.reset();
        return DONE;
    }

    private RfiRecord record(JsonNode json) {
        String recordId = text(json, "recordId");
        return exchange.rfiRecords().stream()
                .filter(known -> known.recordId().equals(recordId))
                .findFirst()
                .orElseThrow(() -> new RefusedException("recordId: no such record"));
    }

    /** The first entity unless the command names another. */
    private String entity(JsonNode json) {
        String first = exchange.entities().get(0).bizEntityKey();
        String key = optional(json, "bizEntityKey").orElse(first);
        if (exchange.entities().stream()
                .noneMatch(entity -> entity.bizEntityKey().equals(key))) {
            throw new RefusedException("bizEntityKey: no such entity");
        }
        return key;
    }

    private static String text(JsonNode json, String name) {
        return optional(json, name).orElseThrow(() -> new RefusedException(name + ": a text is needed"));
    }

    private static Optional<String> optional(JsonNode json, String name) {
        return Optional.of(json.path(name).stringValue("")).filter(text -> !text.isBlank());
    }

    private static Duration seconds(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw new RefusedException(name + ": a number of seconds is needed");
        }
        return Duration.ofSeconds(value.intValue());
    }

    /** A command that can not be executed. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
