package io.github.kycsharing.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts that are linked to a person.
 *
 * @param fields all fields of the response's {@code data}, undocumented ones included, as plain Java values that are
 *     unmodifiable at every depth; empty if there was none
 */
public record LinkedAccounts(Map<String, Object> fields) {
    /** Copies the fields. */
    public LinkedAccounts {
        fields = JsonObject.copy(fields);
    }

    /**
     * The linked accounts. The response for a person without accounts is not documented, so a response without a list does not
     * prove that there are none.
     *
     * @return the accounts, or empty if the response has no list
     */
    public Optional<List<BrokerAccount>> accounts() {
        return fields.get("accountList") instanceof List<?>
                ? Optional.of(new JsonObject(fields)
                        .objects("accountList").stream()
                                .map(account -> new BrokerAccount(
                                        account.id("brokerMainAccountId").orElse(null),
                                        account.id("brokerSubAccountId").orElse(null)))
                                .toList())
                : Optional.empty();
    }

    /**
     * Describes the number of accounts only.
     *
     * @return for example {@code LinkedAccounts[2 accounts]}
     */
    @Override
    public String toString() {
        return "LinkedAccounts["
                + accounts().map(list -> list.size() + " accounts").orElse("no list") + "]";
    }
}
