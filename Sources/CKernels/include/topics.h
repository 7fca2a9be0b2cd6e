// Latent Dirichlet allocation: the topics of each document, by variational inference.
#pragma once

/// For each document the parameters of its Dirichlet over topics, `gamma` (documents, topics), from where they are until they
/// change by less than `tolerance` on average, at most `most` times; and `theta` = e^E[ln θ].
/// `counts` is (documents, words), `beta` = e^E[ln β] is (topics, words).
void ck_topics_infer(long documents, long words, long topics, const double *counts, const double *beta, double prior,
                     long most, double tolerance, double *gamma, double *theta);
