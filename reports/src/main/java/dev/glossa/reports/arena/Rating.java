package dev.glossa.reports.arena;

import dev.glossa.reports.aggregate.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/// How strong one player is beside the others.
///
/// @param score    probability of winning against the reference, from 0 to 1
/// @param interval of the score; empty for the reference, and where there is one question
/// @param rating   strength on Elo's scale, 400 points for odds of ten, the reference at 0; empty for one who won or lost
///                 every game
/// @param best     the highest rank that the data leave open: one more than the players who are surely stronger
/// @param worst    the lowest
public record Rating(String player, double score, Optional<Interval> interval, OptionalDouble rating, int best, int worst) {}
