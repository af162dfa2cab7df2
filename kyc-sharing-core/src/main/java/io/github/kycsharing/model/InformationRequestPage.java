package io.github.kycsharing.model;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A page of requests for information.
 *
 * @param fields all fields of the response's {@code data}, undocumented ones included, as plain Java values that are
 *     unmodifiable at every depth; empty if there was none
 */
public record InformationRequestPage(Map<String, Object> fields) {
    /** Copies the fields. */
    public InformationRequestPage {
        fields = JsonObject.copy(fields);
    }

    /**
     * Number of requests on all pages.
     *
     * @return the number, or empty if the response has none
     */
    public OptionalLong total() {
        return new JsonObject(fields).wholeNumber("total").map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /**
     * The requests on this page.
     *
     * @return the requests, none if there is no list
     */
    public List<InformationRequest> rows() {
        return new JsonObject(fields)
                .objects("rows").stream()
                        .map(row -> new InformationRequest(row.fields()))
                        .toList();
    }

    /**
     * Describes the number of rows only.
     *
     * @return for example {@code InformationRequestPage[2 rows]}
     */
    @Override
    public String toString() {
        return "InformationRequestPage[" + rows().size() + " rows]";
    }
}
