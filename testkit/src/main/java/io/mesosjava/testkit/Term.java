package io.mesosjava.testkit;

import io.mesosjava.testkit.master.Master;
import io.mesosjava.testkit.stage.MortalStage;

/**
 * One master's time as the leader.
 *
 * @param master hears what agents say
 * @param life ends with the master
 */
record Term(Master master, MortalStage life) {}
