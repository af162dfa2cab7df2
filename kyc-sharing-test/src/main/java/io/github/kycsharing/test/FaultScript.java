package io.github.kycsharing.test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Script of the faults that requests meet. The first of these that has a fault applies: the script of the requestNo (of a
 * share), the script of the customer, the script of the call, the script of all requests, random faults. Thread safe. A fault
 * that is scripted once meets one request only.
 */
public final class FaultScript {
    private final long seed;
    private final Map<String, Sequence> byRequestNo = new HashMap<>();
    private final Map<String, Sequence> byCustomer = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<ReceivedRequest.Call, Sequence> byCall = new EnumMap<>(ReceivedRequest.Call.class);
    private Sequence all = new Sequence();
    private double probability;
    private List<Fault> choices = List.of();

    FaultScript(long seed) {
        this.seed = seed;
    }

    /**
     * Scripts the attempts with a requestNo.
     *
     * @param requestNo the number
     * @return the faults of the next such requests; an added fault comes after those already scripted
     */
    public synchronized Sequence forRequestNo(String requestNo) {
        return byRequestNo.computeIfAbsent(requestNo, key -> new Sequence());
    }

    /**
     * Scripts the requests for a customer.
     *
     * @param entityCustomerId the customer
     * @return the faults of the next such requests; an added fault comes after those already scripted
     */
    public synchronized Sequence forCustomer(String entityCustomerId) {
        return byCustomer.computeIfAbsent(entityCustomerId, key -> new Sequence());
    }

    /**
     * Scripts the status queries, for any customer.
     *
     * @return the faults of the next such requests; an added fault comes after those already scripted
     */
    public synchronized Sequence forStatusQueries() {
        return forCall(ReceivedRequest.Call.STATUS_QUERY);
    }

    /**
     * Scripts the requests of one call, for any customer.
     *
     * @param call the call
     * @return the faults of the next such requests; an added fault comes after those already scripted
     */
    public synchronized Sequence forCall(ReceivedRequest.Call call) {
        return byCall.computeIfAbsent(call, key -> new Sequence());
    }

    /**
     * Scripts all requests.
     *
     * @return the faults of the next such requests; an added fault comes after those already scripted
     */
    public synchronized Sequence forAll() {
        return all;
    }

    /**
     * Scripts the next requests of any caller.
     *
     * @param faults one for each request, in order; {@link Fault#NONE} lets one through
     * @return this script
     */
    public FaultScript next(Fault... faults) {
        forAll().next(faults);
        return this;
    }

    /**
     * Scripts the same fault for the next requests of any caller.
     *
     * @param requests number of requests that meet it
     * @param fault the fault
     * @return this script
     */
    public FaultScript next(int requests, Fault fault) {
        forAll().next(requests, fault);
        return this;
    }

    /**
     * Enables random faults. The draw depends only on the exchange's seed, the requestNo and the number of the attempt. Threads and
     * timing do not change which attempt meets which fault.
     *
     * @param probability from 0 (never) to 1 (always)
     * @param faults the faults to draw from, all equally likely
     * @return this script
     * @throws IllegalArgumentException if the probability is out of range, or there are no faults
     */
    public synchronized FaultScript atRandom(double probability, Fault... faults) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be from 0 to 1");
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("no fault to draw from");
        }
        this.probability = probability;
        this.choices = List.of(faults);
        return this;
    }

    /**
     * Removes all scripted and random faults.
     *
     * @return this script
     */
    public synchronized FaultScript clear() {
        byRequestNo.clear();
        byCustomer.clear();
        attempts.clear();
        byCall.clear();
        all = new Sequence();
        probability = 0;
        choices = List.of();
        return this;
    }

    synchronized Fault take(ReceivedRequest.Call call, String requestNo, String entityCustomerId) {
        boolean share = call == ReceivedRequest.Call.SHARE;
        // Only a share has a number of its own: the random faults of other calls depend on the customer.
        String number = share ? requestNo : nameOf(call) + " of " + entityCustomerId;
        int attempt = attempts.merge(number, 1, Integer::sum);
        Fault fault = share ? take(byRequestNo.get(number)) : null;
        fault = fault == null ? take(byCustomer.get(entityCustomerId)) : fault;
        fault = fault == null ? take(byCall.get(call)) : fault;
        fault = fault == null ? take(all) : fault;
        return fault == null ? draw(number, attempt) : fault;
    }

    private static String nameOf(ReceivedRequest.Call call) {
        return call == ReceivedRequest.Call.STATUS_QUERY ? "status" : call.name();
    }

    private static @Nullable Fault take(@Nullable Sequence sequence) {
        return sequence == null ? null : sequence.take();
    }

    private Fault draw(String requestNo, int attempt) {
        SplittableRandom random = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * requestNo.hashCode() + attempt);
        return random.nextDouble() < probability ? choices.get(random.nextInt(choices.size())) : Fault.NONE;
    }

    /** The faults that one kind of request meets, one after the other. */
    public static final class Sequence {
        private final Deque<Fault> queue = new ArrayDeque<>();
        private @Nullable Fault forever;

        Sequence() {}

        /**
         * Adds faults, one for each request, in order.
         *
         * @param faults the faults; {@link Fault#NONE} lets one request through
         * @return this sequence
         */
        public synchronized Sequence next(Fault... faults) {
            queue.addAll(List.of(faults));
            return this;
        }

        /**
         * Adds the same fault for several requests.
         *
         * @param requests number of requests that meet it
         * @param fault the fault
         * @return this sequence
         * @throws IllegalArgumentException if the number is negative
         */
        public synchronized Sequence next(int requests, Fault fault) {
            if (requests < 0) {
                throw new IllegalArgumentException("requests must not be negative");
            }
            for (int i = 0; i < requests; i++) {
                queue.add(fault);
            }
            return this;
        }

        /**
         * Sets the fault for every request after the individually scripted ones.
         *
         * @param fault the fault
         * @return this sequence
         */
        public synchronized Sequence always(Fault fault) {
            forever = fault;
            return this;
        }

        private synchronized @Nullable Fault take() {
            Fault first = queue.poll();
            return first == null ? forever : first;
        }
    }
}
