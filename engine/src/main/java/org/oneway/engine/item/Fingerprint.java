// SPDX-License-Identifier: Apache-2.0
package org.oneway.engine.item;

/**
 * The hash of an item's canonical form. Two fingerprints made under different rules say nothing
 * about each other.
 *
 * @param rules version of the rules it was made with, from 1
 * @param hash lower-case hexadecimal
 */
public record Fingerprint(int rules, String hash) {}
