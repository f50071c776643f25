// SPDX-License-Identifier: Apache-2.0

/**
 * Reports on runs: HTML, JSON, CSV. What is in them came from files and servers, and does nothing
 * wherever it is opened. Must not know the state or any store.
 */
@NullMarked
package org.oneway.cli.report;

import org.jspecify.annotations.NullMarked;
