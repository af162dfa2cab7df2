package io.github.kycsharing.internal.validation;

import io.github.kycsharing.validation.QuestionnaireTemplate;
import java.util.Map;

/**
 * What the checks know of the client that asks: handed to them as Hibernate Validator's constraint validator payload.
 *
 * @param bizEntityKey the key that requests must carry
 * @param templates the questionnaires by version
 */
public record ValidationContext(String bizEntityKey, Map<String, QuestionnaireTemplate> templates) {}
