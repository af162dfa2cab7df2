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
 * @param option mandatory; the key of the chosen option
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record QuestionnaireAnswer(
        @WireField(mandatory = true) @Nullable String title,
        @WireField(mandatory = true) @Nullable String option) {

    /**
     * Creates a builder of an empty QuestionnaireAnswer.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new AutoBuilder_QuestionnaireAnswer_Builder();
    }

    /**
     * Creates a builder with the values of this QuestionnaireAnswer.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        return new AutoBuilder_QuestionnaireAnswer_Builder(this);
    }

    /**
     * Creates an answer.
     *
     * @param title a configured question key of the questionnaire's version
     * @param option the key of the chosen option
     * @return the answer
     */
    public static QuestionnaireAnswer of(String title, String option) {
        return new QuestionnaireAnswer(title, option);
    }

    /**
     * Lists the fields that are present, never their values.
     *
     * @return the names of the fields that are not null
     */
    @Override
    public String toString() {
        return Redacted.describe(this);
    }

    /** Builds a {@link QuestionnaireAnswer}; every field is absent at first. */
    @AutoBuilder
    public abstract static class Builder {
        Builder() {}

        /** Sets {@link QuestionnaireAnswer#title()}: mandatory. */
        public abstract Builder title(@Nullable String title);

        /** Sets {@link QuestionnaireAnswer#option()}: mandatory. */
        public abstract Builder option(@Nullable String option);

        /**
         * Creates the record without validation; the client validates it before it is sent.
         *
         * @return the QuestionnaireAnswer
         */
        public abstract QuestionnaireAnswer build();
    }
}
