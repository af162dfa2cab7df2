/** Where a request is checked against every rule before a byte of it is sent. */
@NullMarked
package io.github.kycsharing.validation;

import org.jspecify.annotations.NullMarked;
