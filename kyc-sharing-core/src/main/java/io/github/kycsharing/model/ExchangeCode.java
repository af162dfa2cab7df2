package io.github.kycsharing.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A code of the exchange, known to the documentation or not.
 *
 * @param value the code as it stood in the response, whole
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
     * What the documentation knows of this code.
     *
     * @return its entry, or empty for a code that is not documented
     */
    public Optional<DocumentedCode> documented() {
        return DocumentedCode.of(value);
    }

    /**
     * The documented name, fit for a metric's tag.
     *
     * @return the name, or {@code UNDOCUMENTED}
     */
    public String name() {
        return documented().map(DocumentedCode::name).orElse("UNDOCUMENTED");
    }

    /**
     * The code and its name, fit for a log: what stands in place of a code but does not look like one is not repeated,
     * since the exchange may have put something else there.
     *
     * @return for example {@code 10040080 SIGN_MISMATCH}
     */
    @Override
    public String toString() {
        return (LOOKS_LIKE_A_CODE.matcher(value).matches() ? value : "(" + value.length() + " characters)") + " "
                + name();
    }
}
