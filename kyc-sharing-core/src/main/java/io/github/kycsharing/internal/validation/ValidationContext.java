package io.github.kycsharing.internal.validation;

import io.github.kycsharing.validation.QuestionnaireTemplate;
import java.util.Map;

/**
 * Settings of a client for its validators, passed as Hibernate Validator's constraint validator payload.
 *
 * @param bizEntityKey the key that requests must have
 * @param templates the questionnaire templates by version
 */
public record ValidationContext(String bizEntityKey, Map<String, QuestionnaireTemplate> templates) {}
