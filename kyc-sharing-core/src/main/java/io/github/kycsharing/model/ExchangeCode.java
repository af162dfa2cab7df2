package io.github.kycsharing.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code of the exchange, documented or not.
 *
 * @param value the code, unchanged from the response
 */
public record ExchangeCode(String value) {
    private static final String SUCCESS = "000000";
    private static final Pattern LOOKS_LIKE_A_CODE = Pattern.compile("\\d{1,10}");

    /**
     * Whether the exchange accepted the request.
     *
     * @return true for {@code 000000} only
     */
    public boolean isSuccess() {
        return value.equals(SUCCESS);
    }

    /**
     * The documented code with this value.
     *
     * @return the documented code, or empty if the code is not documented
     */
    public Optional<DocumentedCode> documented() {
        return DocumentedCode.of(value);
    }

    /**
     * The documented name, suitable as a metric tag.
     *
     * @return the name, or {@code UNDOCUMENTED}
     */
    public String name() {
        return documented().map(DocumentedCode::name).orElse("UNDOCUMENTED");
    }

    /**
     * The code and its name, suitable for logs. A value that does not look like a code is not shown, since it may be other text of
     * the exchange.
     *
     * @return for example {@code 10040080 SIGN_MISMATCH}
     */
    @Override
    public String toString() {
        return (LOOKS_LIKE_A_CODE.matcher(value).matches() ? value : "(" + value.length() + " characters)") + " "
                + name();
    }
}
