// SPDX-License-Identifier: Apache-2.0

/** The state in an embedded H2 database. Must not know stores, connectors or how a plan is made. */
@NullMarked
package org.oneway.state.h2;

import org.jspecify.annotations.NullMarked;
