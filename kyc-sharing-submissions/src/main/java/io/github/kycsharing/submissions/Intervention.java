package io.github.kycsharing.submissions;

/**
 * Who acts on a submission, a lane, or the files for a request for information, and why. Both are part of the history; the reason is stored encrypted.
 *
 * @param actor name of a person or program, at most 128 characters, not blank
 * @param reason the reason, at most 1,000 characters, not blank
 */
public record Intervention(String actor, String reason) {
    private static final int MAX_ACTOR = 128;
    private static final int MAX_REASON = 1000;

    /**
     * Checks the texts.
     *
     * @throws IllegalArgumentException if one is blank or too long
     */
    public Intervention {
        if (actor.isBlank() || actor.length() > MAX_ACTOR) {
            throw new IllegalArgumentException("An actor has 1 to " + MAX_ACTOR + " characters and is not blank");
        }
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new IllegalArgumentException("A reason has 1 to " + MAX_REASON + " characters and is not blank");
        }
    }

    /**
     * Names the actor only: a reason may be about the customer.
     *
     * @return for example {@code Intervention[actor=jane]}
     */
    @Override
    public String toString() {
        return "Intervention[actor=" + actor + "]";
    }
}
