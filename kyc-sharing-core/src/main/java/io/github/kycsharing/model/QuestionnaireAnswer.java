package io.github.kycsharing.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.google.auto.value.AutoBuilder;
import io.github.kycsharing.internal.constraint.WireField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The answer to one question. Any field may be null until the record is validated.
 *
 * @param title mandatory; a configured question key of the questionnaire's version
 * @param option mandatory; the key of the one option chosen
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record QuestionnaireAnswer(
        @WireField(mandatory = true) @Nullable String title,
        @WireField(mandatory = true) @Nullable String option) {

    /**
     * Starts an empty QuestionnaireAnswer.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_QuestionnaireAnswer_Builder();
    }

    /**
     * Starts a copy of this QuestionnaireAnswer.
     *
     * @return a new builder that holds what this one holds
     */
    public Builder toBuilder() {
        return new AutoBuilder_QuestionnaireAnswer_Builder(this);
    }

    /**
     * An answer, whole.
     *
     * @param title a configured question key of the questionnaire's version
     * @param option the key of the option chosen
     * @return the answer
     */
    public static QuestionnaireAnswer of(String title, String option) {
        return new QuestionnaireAnswer(title, option);
    }

    /**
     * Tells which fields are there, never what is in them.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link QuestionnaireAnswer}; every field starts out absent. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link QuestionnaireAnswer#title()}: mandatory. */
        public abstract Builder title(@Nullable String title);

        /** Sets {@link QuestionnaireAnswer#option()}: mandatory. */
        public abstract Builder option(@Nullable String option);

        /**
         * Makes the record, whatever is in it: the rules are checked when it is shared.
         *
         * @return the QuestionnaireAnswer
         */
        public abstract QuestionnaireAnswer build();
    }
}
