package io.github.kycsharing.console.internal.access;

/**
 * Proves that a form comes from a page of this application.
 *
 * @param parameter name of the form's field
 * @param header name of the header of a request by script
 * @param value the token
 */
public record FormToken(String parameter, String header, String value) {
    /** Has no value, since it is a secret. */
    @Override
    public String toString() {
        return "FormToken[parameter=" + parameter + "]";
    }
}
