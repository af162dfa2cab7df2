package io.github.kycsharing.spring.observation;

import io.github.kycsharing.exception.KycSharingException;
import io.github.kycsharing.model.Operation;
import io.github.kycsharing.spi.AttemptObservation;
import io.github.kycsharing.spi.CallObservation;
import io.github.kycsharing.spi.CallOutcome;
import io.github.kycsharing.spi.ConnectionCounts;
import io.github.kycsharing.spi.DeliveryObserver;
import io.github.kycsharing.spring.ClientObserverFactory;
import io.github.kycsharing.spring.ObservedClient;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Meters that a timer cannot replace: unknown outcomes and connections. */
final class ClientMeters implements ClientObserverFactory {
    static final String UNKNOWN = "kyc.sharing.outcomes.unknown";
    static final String OPEN = "kyc.sharing.connections.open";
    static final String IDLE = "kyc.sharing.connections.idle";

    private static final List<Operation> CHANGES = Arrays.stream(Operation.values())
            .filter(operation -> operation.kind() != Operation.Kind.QUERY)
            .toList();

    private final MeterRegistry registry;

    ClientMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public DeliveryObserver observerFor(ObservedClient client) {
        Tags tags = Tags.of("client", client.name(), "broker.type", TagValue.of(client.brokerType()));
        return new CountedClient(
                tags, counters(CHANGES, UNKNOWN, "Calls whose outcome is unknown until it is resolved", tags));
    }

    /** Registers the counters before the first call, so that their rate is zero and not absent. */
    private Map<Operation, Counter> counters(List<Operation> operations, String name, String description, Tags tags) {
        Map<Operation, Counter> counters = new EnumMap<>(Operation.class);
        operations.forEach(operation -> counters.put(
                operation,
                Counter.builder(name)
                        .description(description)
                        .tags(tags)
                        .tag("operation", TagValue.of(operation))
                        .register(registry)));
        return counters;
    }

    private final class CountedClient implements DeliveryObserver {
        private final Tags tags;
        private final Map<Operation, Counter> unknown;

        CountedClient(Tags tags, Map<Operation, Counter> unknown) {
            this.tags = tags;
            this.unknown = unknown;
        }

        @Override
        public void bindConnectionMetrics(Supplier<ConnectionCounts> connections) {
            gauge(OPEN, "Connections to the exchange, idle ones included", connections, c -> c.open());
            gauge(IDLE, "Connections to the exchange that carry no request", connections, c -> c.idle());
        }

        private void gauge(
                String name,
                String description,
                Supplier<ConnectionCounts> connections,
                ToIntFunction<ConnectionCounts> count) {
            Gauge.builder(name, () -> count.applyAsInt(connections.get()))
                    .description(description)
                    .tags(tags)
                    .register(registry);
        }

        @Override
        public CallObservation onCallStarted(Operation operation) {
            return new CallObservation() {
                @Override
                public AttemptObservation onAttemptStarted(String requestNo, int number) {
                    return report -> {};
                }

                @Override
                public void onSuccess(String requestNo) {
                    // Its outcome is known.
                }

                @Override
                public void onFailure(KycSharingException failure) {
                    if (CallOutcome.of(failure) == CallOutcome.OUTCOME_UNKNOWN) {
                        increment(unknown, operation);
                    }
                }
            };
        }

        private static void increment(Map<Operation, Counter> counters, Operation operation) {
            Counter counter = counters.get(operation);
            if (counter != null) {
                counter.increment();
            }
        }
    }
}
