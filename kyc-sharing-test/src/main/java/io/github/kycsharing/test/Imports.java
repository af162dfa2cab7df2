package io.github.kycsharing.test;

import io.github.kycsharing.test.LedgerEntry.ImportState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The imports of accepted shares. Guarded by the exchange. */
final class Imports {
    private final Map<Key, Import> imports = new HashMap<>();
    private final Duration delay;
    private final ImportScript script;

    Imports(Duration delay, ImportScript script) {
        this.delay = delay;
        this.script = script;
    }

    void accepted(Arrival share) {
        imports.put(
                new Key(share.bizEntityKey(), share.requestNo()),
                new Import(
                        share.entityCustomerId(), share.at().plus(delay), script.takeNext(share.entityCustomerId())));
    }

    /** The entry with the state of its import. */
    LedgerEntry applyTo(LedgerEntry entry, Instant now) {
        Import known = imports.get(new Key(entry.bizEntityKey(), entry.requestNo()));
        return known == null ? entry : entry.withImportState(state(entry.requestNo(), known, now));
    }

    /** The data of the share status; empty for a number that this customer's accepted shares do not have. */
    Optional<Map<String, @Nullable Object>> data(Arrival query) {
        Import known = imports.get(new Key(query.bizEntityKey(), query.requestNo()));
        if (known == null || !known.entityCustomerId().equals(query.entityCustomerId())) {
            return Optional.empty();
        }
        ImportState state = state(query.requestNo(), known, query.at());
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("bizEntityKey", query.bizEntityKey());
        data.put("entityCustomerId", query.entityCustomerId());
        data.put("requestNo", query.requestNo());
        data.put("status", state.name());
        data.put(
                "failMessage",
                state == ImportState.FAIL
                        ? failMessage(query.requestNo(), known).orElse(null)
                        : null);
        return Optional.of(data);
    }

    void clear() {
        imports.clear();
        script.clear();
    }

    private ImportState state(String requestNo, Import known, Instant now) {
        if (now.isBefore(known.completeAt())) {
            return ImportState.INIT;
        }
        return failMessage(requestNo, known).isPresent() ? ImportState.FAIL : ImportState.SUCCESS;
    }

    private Optional<String> failMessage(String requestNo, Import known) {
        return script.failMessage(requestNo).or(known::failMessage);
    }

    private record Key(String bizEntityKey, String requestNo) {}

    private record Import(String entityCustomerId, Instant completeAt, Optional<String> failMessage) {}
}
