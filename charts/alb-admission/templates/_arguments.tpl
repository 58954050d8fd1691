{{/* The container's arguments. */}}
{{- define "alb-admission.arguments" -}}
{{- $host := .Values.server.bindHost -}}
- serve
- --bind-address={{ $host }}:{{ .Values.server.webhookPort }}
- --health-probe-bind-address={{ $host }}:{{ .Values.server.probePort }}
{{- if .Values.metrics.enabled }}
- --metrics-bind-address={{ $host }}:{{ .Values.server.metricsPort }}
{{- else }}
- --metrics-bind-address=0
{{- end }}
- --config=/etc/alb-admission/config/settings.json
- --log-level={{ .Values.server.logLevel }}
- --log-format={{ .Values.server.logFormat }}
- --tls-min-version={{ .Values.server.tlsMinVersion }}
- --shutdown-delay={{ .Values.server.shutdownDelaySeconds }}s
{{- with .Values.server.threads }}
- --threads={{ . }}
{{- end }}
{{- if eq .Values.certificates.mode "selfManaged" }}
- --cert-secret={{ include "alb-admission.namespace" . }}/{{ include "alb-admission.certificateSecret" . }}
- --cert-dns-names={{ include "alb-admission.dnsNames" . }}
- --cert-webhook-configurations={{ include "alb-admission.fullname" . }}
- --cert-lifetime={{ .Values.certificates.selfManaged.lifetime }}
- --cert-ca-lifetime={{ .Values.certificates.selfManaged.caLifetime }}
{{- else }}
- --cert-dir=/etc/alb-admission/certs
{{- end }}
{{- if .Values.clientAuthentication.enabled }}
- --client-ca-file=/etc/alb-admission/client-ca/{{ .Values.clientAuthentication.key }}
{{- if .Values.clientAuthentication.allowedNames }}
- --client-allowed-names-file=/etc/alb-admission/config/client-allowed-names
{{- end }}
{{- end }}
{{- if include "alb-admission.needsAPI" . }}
- --kube-api=in-cluster
{{- if .Values.clusterContext.enabled }}
- --kube-stale-after={{ .Values.clusterContext.staleAfter }}
{{- if .Values.clusterContext.secrets }}
- --kube-secrets
{{- end }}
{{- if .Values.clusterContext.metricsObjectNames }}
- --metrics-object-names
{{- end }}
{{- else }}
- --kube-context=off
{{- end }}
{{- end }}
{{- with .Values.extraArgs }}
{{ toYaml . }}
{{- end }}
{{- end -}}
