package io.github.kycsharing.internal.request;

import io.github.kycsharing.internal.constraint.Format;
import io.github.kycsharing.internal.constraint.WireField;
import io.github.kycsharing.model.InformationFiles;
import io.github.kycsharing.model.KycStatusQuery;
import jakarta.validation.Valid;
import java.util.List;

/**
 * Body that submits files for a request for information.
 *
 * @param bizEntityKey the key of the access entity
 * @param entityCustomerId the customer
 * @param kycType the kind of the customer
 * @param recordId the id of the request for information
 * @param fileDataList the files by type
 */
public record SubmitFiles(
        @WireField(mandatory = true) String bizEntityKey,

        @WireField(mandatory = true, max = 128, format = Format.ENTITY_CUSTOMER_ID)
        String entityCustomerId,

        @WireField(mandatory = true) String kycType,
        @WireField(mandatory = true) String recordId,
        @WireField(mandatory = true) List<@WireField(mandatory = true) @Valid FileData> fileDataList) {
    /** Creates the body for files. */
    public static SubmitFiles of(
            String bizEntityKey, String entityCustomerId, String recordId, List<InformationFiles> files) {
        return new SubmitFiles(
                bizEntityKey,
                entityCustomerId,
                KycStatusQuery.USER,
                recordId,
                files.stream().map(FileData::of).toList());
    }

    /** Shows no value. */
    @Override
    public String toString() {
        return "SubmitFiles";
    }

    /**
     * Files of one type.
     *
     * @param type the type of the files
     * @param files the files
     */
    public record FileData(
            @WireField(mandatory = true) String type, List<@WireField(mandatory = true) @Valid File> files) {
        private static FileData of(InformationFiles files) {
            return new FileData(
                    files.type(), files.fileUrls().stream().map(File::new).toList());
        }

        /** Shows no value. */
        @Override
        public String toString() {
            return "FileData";
        }
    }

    /**
     * A file that the exchange downloads.
     *
     * @param fileUrl the URL of the file
     */
    public record File(
            @WireField(mandatory = true, format = Format.DOWNLOAD_URL) @WireField(format = Format.FILE_EXTENSION)
            String fileUrl) {
        /** Shows no value. */
        @Override
        public String toString() {
            return "File";
        }
    }
}
