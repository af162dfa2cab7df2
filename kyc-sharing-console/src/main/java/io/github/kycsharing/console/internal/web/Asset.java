package io.github.kycsharing.console.internal.web;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;

/**
 * A file that pages load.
 *
 * @param path its path below the console's, with a hash of its content
 * @param type media type
 * @param content content
 */
record Asset(String path, MediaType type, ByteArrayResource content) {}
