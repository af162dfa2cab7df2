package io.github.kycsharing.internal.delivery;

import io.github.kycsharing.model.ExchangeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identifiers of a request, to be compared with its response. The specification does not require a response to echo them, so a
 * response without them is valid. A response that echoes other values belongs to another request.
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
     * Compares the identifiers with the response, its data, and the statusInfo and the rows in it.
     *
     * @return the paths of the fields that differ
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

    private void compare(String path, Map<?, ?> echo, List<String> fields) {
        compare(path, "requestNo", requestNo, echo, fields);
        compare(path, "bizEntityKey", bizEntityKey, echo, fields);
        compare(path, "entityCustomerId", entityCustomerId, echo, fields);
        others.forEach((field, own) -> compare(path, field, own, echo, fields));
    }

    private static void compare(String path, String field, @Nullable String own, Map<?, ?> echo, List<String> fields) {
        Object echoed = echo.get(field);
        if (own == null || echoed == null) {
            return;
        }
        // An id of digits may be a JSON number.
        String text = String.valueOf(echoed);
        if (!text.isBlank() && !own.equals(text)) {
            fields.add(path + field);
        }
    }

    /**
     * Returns the type only, since the identifiers are personal data.
     *
     * @return the name of the type
     */
    @Override
    public String toString() {
        return "RequestIdentity";
    }
}
