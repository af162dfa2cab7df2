/** Local validation of requests against the rules of the specification, before any byte is sent. */
@NullMarked
package io.github.kycsharing.validation;

import org.jspecify.annotations.NullMarked;
