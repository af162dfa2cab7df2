package io.github.kycsharing.submissions.spring;

import io.github.kycsharing.submissions.KycKeysetProvider;
import io.github.kycsharing.submissions.KycKeysets;
import io.github.kycsharing.submissions.internal.crypto.TinkRecordCipher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.io.ApplicationResourceLoader;
import org.springframework.core.io.ResourceLoader;

/** Finds the keyset: from the application's bean, from the property, or a new one for a database that ends with the process. */
record KeysetSource(
        @Nullable KycKeysetProvider provider, @Nullable String property, ResourceLoader resources) {
    private static final String NAME = "kyc-sharing.submissions.encryption.keyset";
    private static final String ACTION = "Set " + NAME + " to a Tink keyset in JSON, or to its location, or define a"
            + " KycKeysetProvider bean. The command KycKeysets generate prints a keyset: see docs/security.md.";

    TinkRecordCipher cipher(DatabaseProduct product) {
        String keyset = keyset(product);
        try {
            return new TinkRecordCipher(keyset);
        } catch (IllegalArgumentException e) {
            // The message quotes nothing of the keyset.
            throw new SubmissionSetupException(e.getMessage() + ".", ACTION);
        }
    }

    private String keyset(DatabaseProduct product) {
        if (provider != null) {
            return provider.keyset();
        }
        if (property != null && !property.isBlank()) {
            return isContent(property) ? property : read(property.strip());
        }
        if (product == DatabaseProduct.H2_IN_MEMORY) {
            return KycKeysets.generate();
        }
        throw new SubmissionSetupException(
                "There is no keyset, and records are stored encrypted: " + NAME + " is not set.", ACTION);
    }

    private static boolean isContent(String text) {
        return text.stripLeading().startsWith("{");
    }

    private String read(String location) {
        try {
            return ApplicationResourceLoader.get(resources, true)
                    .getResource(location)
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            // Neither location nor cause: text that was meant as the keyset itself must not be in a message.
            throw new SubmissionSetupException("The location of " + NAME + " cannot be read.", ACTION);
        }
    }
}
