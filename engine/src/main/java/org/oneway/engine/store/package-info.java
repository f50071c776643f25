// SPDX-License-Identifier: Apache-2.0

/**
 * The ports to where data lives: sources, targets, change streams and the failures they may report.
 * Must not know any protocol, nor how a plan is made.
 */
@NullMarked
package org.oneway.engine.store;

import org.jspecify.annotations.NullMarked;
