package io.github.kycsharing.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kycsharing.model.BasicInfo;
import io.github.kycsharing.model.IdentityInfo;
import io.github.kycsharing.model.KycInfo;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ExampleRecordsTest {
    @Test
    void correctedCopyDiffersByItsNamesOnly() {
        KycInfo written = ExampleRecords.standardAsWritten();
        BasicInfo basic = Objects.requireNonNull(written.basicInfo());
        IdentityInfo identity = Objects.requireNonNull(written.identityInfo());
        assertThat(basic.firstName()).isNotEqualTo(identity.firstName());

        assertThat(ExampleRecords.standard())
                .isEqualTo(written.toBuilder()
                        .basicInfo(basic.toBuilder()
                                .firstName(identity.firstName())
                                .lastName(identity.lastName())
                                .build())
                        .build());
    }
}
