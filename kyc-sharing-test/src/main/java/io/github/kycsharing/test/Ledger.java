package io.github.kycsharing.test;

import io.github.kycsharing.test.LedgerEntry.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of every requestNo. Guarded by the lock of the exchange. */
final class Ledger {
    private final Map<Key, LedgerEntry> entries = new LinkedHashMap<>();
    private final boolean perEntity;

    Ledger(boolean perEntity) {
        this.perEntity = perEntity;
    }

    boolean isConsumed(Arrival arrival) {
        return find(arrival).map(LedgerEntry::isConsumed).orElse(false);
    }

    Optional<LedgerEntry> find(Arrival arrival) {
        return Optional.ofNullable(entries.get(key(arrival)));
    }

    void accepted(Arrival arrival) {
        int times = find(arrival).map(LedgerEntry::acceptedTimes).orElse(0) + 1;
        put(arrival, State.ACCEPTED, times, Codes.SUCCESS);
    }

    void usedUp(Arrival arrival, String code) {
        put(arrival, State.USED_UP, 0, code);
    }

    /** Records a refusal, unless the number is consumed or missing. */
    void rejected(Arrival arrival, String code) {
        if (!isConsumed(arrival) && !arrival.requestNo().isEmpty()) {
            put(arrival, State.REJECTED, 0, code);
        }
    }

    List<LedgerEntry> entries() {
        return List.copyOf(entries.values());
    }

    void clear() {
        entries.clear();
    }

    private void put(Arrival arrival, State state, int times, String code) {
        entries.put(
                key(arrival),
                new LedgerEntry(
                        arrival.bizEntityKey(),
                        arrival.requestNo(),
                        state,
                        times,
                        Optional.of(code),
                        Optional.empty()));
    }

    private Key key(Arrival arrival) {
        return new Key(perEntity ? arrival.bizEntityKey() : "", arrival.requestNo());
    }

    private record Key(String scope, String requestNo) {}
}
