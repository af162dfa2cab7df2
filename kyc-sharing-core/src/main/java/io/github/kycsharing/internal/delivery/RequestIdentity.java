package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.ExchangeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom a request is about. The specification does not say that a response echoes any of it, so a response without it is fine;
 * one that echoes something else belongs to another request.
 *
 * @param requestNo the number on the wire, null for a query, which has none
 * @param bizEntityKey the access entity
 * @param entityCustomerId the customer
 * @param others further fields of the request that a response may echo
 */
public record RequestIdentity(
        @Nullable String requestNo,
        @Nullable String bizEntityKey,
        @Nullable String entityCustomerId,
        Map<String, String> others) {
    RequestIdentity(@Nullable String requestNo, @Nullable String bizEntityKey, @Nullable String entityCustomerId) {
        this(requestNo, bizEntityKey, entityCustomerId, Map.of());
    }

    /**
     * Compares what a response echoes: at its top, in its data, and in the statusInfo and the rows there.
     *
     * @return the paths of the fields that are somebody else's
     */
    List<String> contradictedBy(ExchangeResponse response) {
        List<String> fields = new ArrayList<>();
        compare("", response.fields(), fields);
        if (response.data().orElse(null) instanceof Map<?, ?> data) {
            compare("data.", data, fields);
            if (data.get("statusInfo") instanceof Map<?, ?> statusInfo) {
                compare("data.statusInfo.", statusInfo, fields);
            }
            if (data.get("rows") instanceof List<?> rows) {
                compareRows(rows, fields);
            }
        }
        return fields;
    }

    private void compareRows(List<?> rows, List<String> fields) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Map<?, ?> row) {
                compare("data.rows[" + i + "].", row, fields);
            }
        }
    }

    private void compare(String path, Map<?, ?> echoing, List<String> fields) {
        compare(path, "requestNo", requestNo, echoing, fields);
        compare(path, "bizEntityKey", bizEntityKey, echoing, fields);
        compare(path, "entityCustomerId", entityCustomerId, echoing, fields);
        others.forEach((field, own) -> compare(path, field, own, echoing, fields));
    }

    private static void compare(
            String path, String field, @Nullable String own, Map<?, ?> echoing, List<String> fields) {
        Object echoed = echoing.get(field);
        if (own == null || echoed == null) {
            return;
        }
        // An id of digits may come as a number.
        String text = String.valueOf(echoed);
        if (!text.isBlank() && !own.equals(text)) {
            fields.add(path + field);
        }
    }

    /**
     * Tells nothing of whom it is about.
     *
     * @return the type
     */
    @Override
    public String toString() {
        return "RequestIdentity";
    }
}
