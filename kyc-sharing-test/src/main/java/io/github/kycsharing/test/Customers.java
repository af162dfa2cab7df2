package io.github.kycsharing.test;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The customers at the exchange and their statuses. Guarded by the lock of the exchange. */
final class Customers {
    /** Just beyond the exact range of a double, so that a client that reads ids as floating point fails its test. */
    private static final long FIRST_USER_ID = (1L << 53) + 1;

    private final List<ExchangeStatus> afterSharing;
    private final Map<Key, Customer> customers = new HashMap<>();
    private long created;

    Customers(List<ExchangeStatus> afterSharing) {
        this.afterSharing = afterSharing;
    }

    void shared(Arrival arrival) {
        Customer customer = customer(Key.of(arrival), arrival.at());
        customer.notifyUrl = arrival.userInfo("notifyUrl");
        customer.basicInfo =
                arrival.json() == null ? null : arrival.json().path("kycInfo").path("basicInfo");
        if (customer.current == null) {
            customer.current = afterSharing.get(0);
            customer.script.addAll(afterSharing);
        }
    }

    /** Sets the status, and returns the change if the status differs. */
    Optional<StatusChange> set(Key key, ExchangeStatus status, Instant now) {
        Customer customer = customer(key, now);
        customer.script.clear();
        return customer.change(key, status, now);
    }

    void script(Key key, List<ExchangeStatus> statuses, Instant now) {
        Customer customer = customer(key, now);
        customer.script.clear();
        customer.script.addAll(statuses);
        if (customer.current == null) {
            customer.current = statuses.get(0);
        }
    }

    Optional<StatusChange> proceed(Key key, Instant now) {
        Customer customer = customers.get(key);
        if (customer == null || customer.script.isEmpty()) {
            return Optional.empty();
        }
        return customer.change(key, customer.script.remove(), now);
    }

    void forget(Key key) {
        customers.remove(key);
    }

    void clear() {
        customers.clear();
    }

    Optional<ExchangeStatus> status(Key key) {
        return Optional.ofNullable(customers.get(key)).map(customer -> customer.current);
    }

    /** The notifyUrl of the last accepted record, or an empty text. */
    String notifyUrl(Key key) {
        Customer customer = customers.get(key);
        return customer == null ? "" : customer.notifyUrl;
    }

    /** The data of the status query's response. */
    Map<String, @Nullable Object> data(Key key) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        Customer customer = customers.get(key);
        data.put("statusInfo", customer == null ? null : customer.statusInfo());
        data.put("levelInfo", customer == null ? null : customer.levelInfo());
        data.put("nonExisted", customer == null);
        return data;
    }

    private Customer customer(Key key, Instant now) {
        return customers.computeIfAbsent(key, k -> new Customer(FIRST_USER_ID + 2 * created++, now));
    }

    /** One customer of one entity. */
    record Key(String bizEntityKey, String entityCustomerId) {
        static Key of(Arrival arrival) {
            return new Key(arrival.bizEntityKey(), arrival.entityCustomerId());
        }
    }

    private static final class Customer {
        private final long userId;
        private final Instant createdAt;
        private final Deque<ExchangeStatus> script = new ArrayDeque<>();
        private Instant modifiedAt;
        private @Nullable ExchangeStatus current;
        private String notifyUrl = "";
        private @Nullable JsonNode basicInfo;

        Customer(long userId, Instant createdAt) {
            this.userId = userId;
            this.createdAt = createdAt;
            this.modifiedAt = createdAt;
        }

        Optional<StatusChange> change(Key key, ExchangeStatus status, Instant now) {
            if (status.equals(current)) {
                return Optional.empty();
            }
            current = status;
            modifiedAt = now;
            Map<String, Object> info = statusInfo();
            return Optional.of(new StatusChange(key, notifyUrl, status, info, basicInfo));
        }

        Map<String, Object> statusInfo() {
            Map<String, Object> info = new LinkedHashMap<>();
            info.put("kycUserId", userId);
            info.put("dbCreateTime", createdAt.toEpochMilli());
            info.put("dbModifyTime", modifiedAt.toEpochMilli());
            if (current != null) {
                info.putAll(current.statusInfo());
            }
            return info;
        }

        Map<String, @Nullable Object> levelInfo() {
            ExchangeStatus status = current;
            boolean passed = status != null && status.isPassed();
            Map<String, @Nullable Object> info = new LinkedHashMap<>();
            info.put("currentLevel", status == null ? null : status.currentLevel());
            info.put("passedLevel", status != null && passed ? status.currentLevel() : null);
            info.put("kycPass", passed);
            return info;
        }
    }
}
