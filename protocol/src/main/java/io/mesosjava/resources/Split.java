package io.mesosjava.resources;

/**
 * Resources in two parts. Together they are what was split.
 *
 * @param taken what was found, concrete: with the reservations and allocation of where it came from
 * @param left everything else
 */
public record Split(Resources taken, Resources left) {}
