// SPDX-License-Identifier: Apache-2.0

/** What the doctor finds on machines that cannot be had in a test. */
@NullMarked
package org.oneway.cli.doctor;

import org.jspecify.annotations.NullMarked;
