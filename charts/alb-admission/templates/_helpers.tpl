{{- define "alb-admission.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 48 | trimSuffix "-" -}}
{{- end -}}

{{/* At most 48 characters, so that the longest suffix fits into a DNS label. */}}
{{- define "alb-admission.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 48 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 48 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "alb-admission.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "alb-admission.selectorLabels" -}}
app.kubernetes.io/name: {{ include "alb-admission.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: webhook
{{- end -}}

{{- define "alb-admission.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: alb-admission
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{ include "alb-admission.selectorLabels" . }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Of an object in the namespace: name and labels. Takes [root, suffix]. */}}
{{- define "alb-admission.metadata" -}}
{{- $root := index . 0 -}}
name: {{ include "alb-admission.fullname" $root }}{{ index . 1 }}
namespace: {{ include "alb-admission.namespace" $root }}
labels:
  {{- include "alb-admission.labels" $root | nindent 2 }}
{{- end -}}

{{- define "alb-admission.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "alb-admission.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "alb-admission.image" -}}
{{- $repository := .Values.image.repository -}}
{{- with .Values.image.registry -}}{{- $repository = printf "%s/%s" . $repository -}}{{- end -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $repository .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/* Whether something in the Pods asks the API server; "true" or empty. */}}
{{- define "alb-admission.needsAPI" -}}
{{- if or .Values.clusterContext.enabled (eq .Values.certificates.mode "selfManaged") -}}true{{- end -}}
{{- end -}}

{{- define "alb-admission.automountToken" -}}
{{- if kindIs "bool" .Values.serviceAccount.automountServiceAccountToken -}}
{{- .Values.serviceAccount.automountServiceAccountToken -}}
{{- else -}}
{{- include "alb-admission.needsAPI" . | default "false" -}}
{{- end -}}
{{- end -}}

{{/* One that the server writes has a name of its own: Helm would not take it over when the mode changes. */}}
{{- define "alb-admission.certificateSecret" -}}
{{- if eq .Values.certificates.mode "existingSecret" -}}
{{- required "certificates.existingSecret.name must name the Secret with tls.crt and tls.key" .Values.certificates.existingSecret.name -}}
{{- else if eq .Values.certificates.mode "selfManaged" -}}
{{- include "alb-admission.fullname" . }}-certs
{{- else -}}
{{- include "alb-admission.fullname" . }}-tls
{{- end -}}
{{- end -}}

{{- define "alb-admission.dnsNames" -}}
{{- $service := include "alb-admission.fullname" . -}}
{{- $namespace := include "alb-admission.namespace" . -}}
{{- $names := list (printf "%s.%s.svc" $service $namespace) (printf "%s.%s" $service $namespace) $service (printf "%s.%s.svc.%s" $service $namespace .Values.certificates.clusterDomain) -}}
{{- concat $names .Values.certificates.dnsNames | uniq | join "," -}}
{{- end -}}

{{/* PEM of the CA that verifies what is served; empty where something else writes it into the configurations. */}}
{{- define "alb-admission.caBundle" -}}
{{- $certificates := .Values.certificates -}}
{{- if eq $certificates.mode "existingSecret" -}}
{{- required "certificates.existingSecret.caBundle must be the CA that signed the certificate (PEM)" $certificates.existingSecret.caBundle -}}
{{- else if eq $certificates.mode "supplied" -}}
{{- required "certificates.supplied.caCert must be the CA that signed the certificate (PEM)" $certificates.supplied.caCert -}}
{{- end -}}
{{- end -}}

{{- define "alb-admission.hasMatchConditions" -}}
{{- $mode := .Values.webhooks.matchConditions.mode -}}
{{- if or (eq $mode "always") (and (eq $mode "auto") (semverCompare ">=1.28.0-0" .Capabilities.KubeVersion.Version)) -}}true{{- end -}}
{{- end -}}
